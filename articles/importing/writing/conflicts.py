"""Write which fields upstream and staff both changed."""

from collections.abc import Iterable
from typing import Any

from articles.importing.merging import Merging
from articles.importing.state import ArticleRow
from articles.models import Conflict, ImportRun
from articles.rows import one_of


def write_conflicts(merged: Iterable[tuple[ArticleRow, Merging]], run: ImportRun) -> dict[int, list[Any]]:
    """Put the conflicts of articles in place, where they change; [before, after] by article id."""
    changes: dict[int, list[Any]] = {}
    gone: list[int] = []
    new: list[Conflict] = []
    for row, merging in merged:
        if merging.conflicts is None:
            continue
        after = {field: {"run": run.pk, **one} for field, one in merging.conflicts.items()}
        changes[row.id] = [dict(row.conflicts), after]
        gone.append(row.id)
        new += [
            Conflict(
                article_id=row.id, field=field, base=one["base"], upstream=one["upstream"], run_id=one["run"]
            )
            for field, one in after.items()
        ]
    if changes:
        Conflict.objects.filter(one_of("article_id", gone)).delete()
        Conflict.objects.bulk_create(new)
    return changes

"""Two people, one article: what changed since a form was opened."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from articles.admin.history import told_changes
from articles.curation.editing import same
from articles.curation.representation import plain
from articles.models import Article, Change, Topic

_FRACTION = re.compile(r"(?<=T\d\d:\d\d:\d\d)\.\d+")


def last_change(article: Article) -> int:
    """The number of the latest change of `article`, 0 before the first; forms carry it."""
    latest = (
        Change.objects.filter(model="article", object_id=article.pk)
        .order_by("-id")
        .values_list("id", flat=True)
    )
    return latest.first() or 0


def changes_since(article: Article, seen: int, fields: Collection[str]) -> list[Change]:
    """The changes after number `seen` that touch `fields`, in their order."""
    newer = told_changes().filter(model="article", object_id=article.pk, id__gt=seen).order_by("id")
    return [change for change in newer if not change.fields.keys().isdisjoint(fields)]


def first_values(changes: Sequence[Change]) -> dict[str, Any]:
    """What each field was before the first of `changes`."""
    before: dict[str, Any] = {}
    for change in changes:
        before = {name: pair[0] for name, pair in change.fields.items()} | before
    return before


def alike(sent: Any, value: Any) -> bool:
    """Whether what a form sent is `value`, of a row or of the journal, as far as a form can say it."""
    return same(_shown(sent), _shown(value))


def _shown(value: Any) -> Any:
    """`value` as the journal writes it, to the second, with one kind of nothing."""
    if isinstance(value, list):
        return [one.name if isinstance(one, Topic) else one for one in value]
    written = plain(value)
    if isinstance(written, str):
        return _FRACTION.sub("", written) or None
    return written

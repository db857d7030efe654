"""Articles whose file is gone from their source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.curation.withdraw import withdraw
from articles.importing.registry import FileName
from articles.importing.sources import Source
from articles.models import Action, Article, Decision, Document, ImportRun, Status
from articles.rows import chunked
from articles.seedfile import Problem


@dataclass(frozen=True, slots=True)
class MissingFile:
    """The file that `article_id` last came from, and that its source lists no more."""

    article_id: int
    path: str

    @property
    def note(self) -> Problem:
        return Problem("missing", "the file is gone; its article stays (withdraw it with --withdraw-missing)")


def missing_files(
    sources: Sequence[Source], present: set[FileName], claimed: Iterable[int]
) -> list[MissingFile]:
    """Files gone from the sources that were listed whole, but for articles that another file took over."""
    whole = {source.name for source in sources if source.complete}
    rows = Document.objects.filter(source__in=whole, current_of__isnull=False)
    rows = rows.exclude(current_of__decision__in=(Decision.WITHDRAWN, Decision.REJECTED))
    taken_over = set(claimed)
    return [
        MissingFile(article, path)
        for source, path, article in rows.order_by("path").values_list("source", "path", "article_id")
        if (source, path) not in present and article not in taken_over
    ]


def withdraw_missing(missing: Sequence[MissingFile], run: ImportRun) -> None:
    """Take from readers what they had of `missing`."""
    ids = [one.article_id for one in missing]
    for chunk in chunked(ids):
        published = Article.objects.filter(pk__in=chunk, status=Status.PUBLISHED)
        action = withdraw(published, by=None, reason=f"Its file was gone at import {run.pk}.")
        Action.objects.filter(pk=action.pk).update(run=run)

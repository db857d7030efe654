"""Articles whose file is gone from their source, and those whose file has come back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from articles.curation.withdraw import withdraw
from articles.importing.registry import FileName
from articles.importing.roll import Claim
from articles.importing.sources import Source
from articles.models import Action, Article, Change, Decision, Document, ImportRun, Status
from articles.rows import chunked
from articles.seedfile import Problem

STAYS = "the file is gone; its article stays (withdraw it with --withdraw-missing)"
UNPUBLISHED = "the file is gone; its article is not published, and stays as it is"
WITHDRAWN = "the file is gone; its article was withdrawn"
WOULD_BE_WITHDRAWN = "the file is gone; its article would be withdrawn"
STILL_WITHDRAWN = Problem(
    "still-withdrawn",
    "the file is back; its article, which an import withdrew when the file was gone, stays withdrawn until"
    " somebody publishes it or that import is undone",
)


@dataclass(frozen=True, slots=True)
class MissingFile:
    """The file that `article_id` last came from, and that its source lists no more."""

    article_id: int
    path: str
    published: bool


def missing_files(
    sources: Sequence[Source], present: set[FileName], claimed: Iterable[int]
) -> list[MissingFile]:
    """Files gone from the sources that were listed whole, but for articles that another file took over."""
    whole = {source.name for source in sources if source.complete}
    rows = Document.objects.filter(source__in=whole, current_of__isnull=False)
    rows = rows.exclude(current_of__decision__in=(Decision.WITHDRAWN, Decision.REJECTED))
    taken_over = set(claimed)
    columns = ("source", "path", "article_id", "current_of__status")
    return [
        MissingFile(article, path, status == Status.PUBLISHED)
        for source, path, article, status in rows.order_by("path").values_list(*columns)
        if (source, path) not in present and article not in taken_over
    ]


def settle_missing(
    missing: Sequence[MissingFile], run: ImportRun | None, *, withdrawing: bool
) -> Iterator[tuple[str, Problem]]:
    """Withdraw what readers have of `missing`, if asked to and in a run; tell what became of each."""
    if withdrawing and run:
        _withdraw([one.article_id for one in missing if one.published], run)
    for one in missing:
        yield one.path, Problem("missing", _fate(one, withdrawing=withdrawing, written=bool(run)))


def _fate(one: MissingFile, *, withdrawing: bool, written: bool) -> str:
    if not one.published:
        return UNPUBLISHED
    if not withdrawing:
        return STAYS
    return WITHDRAWN if written else WOULD_BE_WITHDRAWN


def _withdraw(ids: Sequence[int], run: ImportRun) -> None:
    for chunk in chunked(ids):
        published = Article.objects.filter(pk__in=chunk, status=Status.PUBLISHED)
        action = withdraw(published, by=None, reason=f"Its file was gone at import {run.pk}.")
        Action.objects.filter(pk=action.pk).update(run=run)


def returned_files(present: set[FileName], claims: Iterable[Claim]) -> list[tuple[str, Problem]]:
    """Files that are back while their articles stay withdrawn, since an import did that; each with a note."""
    files = {article: (source, path) for article, source, path in _withdrawn_by_imports()}
    here = {claim.article_id: claim.file.path for claim in claims if claim.article_id in files}
    here |= {article: name[1] for article, name in files.items() if name in present}
    return [(path, STILL_WITHDRAWN) for path in sorted(here.values())]


def _withdrawn_by_imports() -> Iterable[tuple[int, str, str]]:
    """Articles that an import withdrew and nobody decided about since, with source and path of their file."""
    by_imports = Action.objects.filter(verb="withdraw", run__isnull=False)
    changes = Change.objects.filter(model="article")
    decisions = changes.filter(object_id=OuterRef("pk"), fields__has_key="decision").order_by("-id")
    withdrawn = Article.objects.filter(
        decision=Decision.WITHDRAWN, pk__in=changes.filter(action__in=by_imports).values("object_id")
    ).annotate(decided_by=Subquery(decisions.values("action")[:1]))
    rows = withdrawn.filter(decided_by__in=by_imports, document__isnull=False)
    return rows.values_list("pk", "document__source", "document__path")

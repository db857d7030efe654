"""What the database knows of the files and articles that a run is about, asked in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.importing.identity import possible_slugs
from articles.importing.roll import Filing, Kind, KnownArticle, Registry
from articles.importing.seedfiles import SeedFile
from articles.importing.sources import Source
from articles.models import Article, Document, ExportedFile, FormerSlug
from articles.rows import one_of

FileName = tuple[str, str]  # name of the source, path in it


@dataclass(frozen=True, slots=True)
class KnownFile:
    """The current file of an article."""

    article_id: int
    slug: str
    key: str
    sha256: str
    reading: str
    related_count: int


@dataclass(frozen=True, slots=True)
class Known:
    """Files with nothing to say: current ones, and by hash with their related links those we exported."""

    files: Mapping[FileName, KnownFile]
    our_own: Mapping[str, int]


def known_files(sources: Iterable[Source]) -> Known:
    """The current files of all articles that came from `sources`, and what exports wrote of any."""
    rows = Document.objects.filter(source__in={source.name for source in sources}, current_of__isnull=False)
    columns = ("article_id", "current_of__slug", "current_of__key", "sha256", "reading", "related_count")
    files = {(row[0], row[1]): KnownFile(*row[2:]) for row in rows.values_list("source", "path", *columns)}
    return Known(files, dict(ExportedFile.objects.standing().values_list("sha256", "related_count")))


def load_registry(files: Sequence[SeedFile]) -> Registry:
    """Everything that the rules of identity ask about `files`."""
    opaque = [file for file in files if file.declared_slug is None]
    slugs = {file.declared_slug for file in files if file.declared_slug}
    slugs |= {slug for file in opaque for slug in possible_slugs(file)}
    by_slug = {row.slug: row for row in _articles("slug", slugs) if row.slug}
    by_key: dict[str, list[KnownArticle]] = defaultdict(list)
    for row in _articles("key", {file.facts.key for file in files}):
        by_key[row.key].append(row)
    former = FormerSlug.objects.filter(one_of("slug", slugs)).values_list("slug", flat=True)
    return Registry(by_slug, dict(by_key), _last_under_name(files), frozenset(former))


def _articles(field: str, values: Iterable[str]) -> Iterator[KnownArticle]:
    rows = Article.objects.filter(one_of(field, values)).order_by("slug", "id")
    columns = ("id", "slug", "key", "document__source", "document__path", "published_at")
    for id_, slug, key, source, path, published_at in rows.values_list(*columns):
        yield KnownArticle(id_, slug, key, source or "", path or "", published_at)


def completing(filings: Sequence[Filing]) -> list[Filing]:
    """`filings`, where of those with the key of a stub one completes it, as it stands by now.

    An earlier batch may have made it, deleted it or completed it.
    """
    awaiting = [one for one in filings if one.claim.kind in (Kind.COMPLETE, Kind.NEW)]
    known = Article.objects.filter(one_of("key", {one.seed.key for one in awaiting}))
    # Told apart here: asked for stubs, SQLite looks at all of them, and there may be many.
    stubs = {key: id_ for key, id_, slug in known.values_list("key", "id", "slug") if slug is None}
    awaiting.sort(key=lambda one: one.claim.kind is Kind.NEW)
    given = {one.claim.slug: stubs.pop(one.seed.key, None) for one in awaiting}
    return [_completing(one, given[one.claim.slug]) if one.claim.slug in given else one for one in filings]


def _completing(filing: Filing, stub: int | None) -> Filing:
    if stub == filing.claim.article_id:
        return filing
    kind = Kind.COMPLETE if stub else Kind.NEW
    return replace(filing, claim=replace(filing.claim, kind=kind, article_id=stub))


def _last_under_name(files: Sequence[SeedFile]) -> dict[FileName, KnownArticle]:
    """The article that last came under each file's name."""
    paths: dict[str, list[str]] = defaultdict(list)
    for file in files:
        paths[file.source.name].append(file.path)
    found = {}
    for source, names in paths.items():
        rows = Document.objects.filter(one_of("path", names), source=source, article__isnull=False)
        columns = ("path", "article_id", "article__slug", "article__key")
        for path, id_, slug, key in rows.order_by("id").values_list(*columns):
            found[source, path] = KnownArticle(id_, slug, key, source, path)
    return found

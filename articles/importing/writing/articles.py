"""Write articles: new ones, stubs, changed columns."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from articles.importing.planning import ArticlePlan, Plan, StubPlan
from articles.importing.roll import Kind
from articles.importing.state import ArticleRow
from articles.importing.writing.ids import Ids
from articles.importing.writing.values import columns_of
from articles.models import Article, FormerSlug, permanent_id
from articles.rows import Row, insert, one_of, update
from articles.seedfile.said import DEFAULTS

ARTICLE = (
    *("id", "slug", "key", "address_hash", "feed_id", "flagged", "live_from"),
    *("document_id", "mention_id", "provider_id"),
    *(name for name in DEFAULTS if name != "provider"),
)


def create_articles(plan: Plan, ids: Ids, providers: Mapping[str, int]) -> None:
    """Insert new articles and stubs."""
    former = _take_former_slugs([one.claim.slug for one in plan.articles if one.claim.kind is not Kind.KNOWN])
    for_articles = (
        _new_row(one, ids, providers, former_slugs=former) for one in plan.articles if one.row is None
    )
    for_stubs = (_stub_row(stub, ids, providers) for stub in plan.stubs)
    insert(Article, ARTICLE, chain(for_articles, for_stubs))


def _new_row(one: ArticlePlan, ids: Ids, providers: Mapping[str, int], *, former_slugs: set[str]) -> Row:
    columns = columns_of({**one.merging.columns, **one.columns}, providers)
    slug = columns["slug"]
    first_known_by = [slug, columns["address_hash"]]
    if slug in former_slugs:  # whoever gave it up may have the same address, and took its id along
        first_known_by.append(columns["key"])
    columns["id"] = ids.article(one.filing.ref)
    columns["document_id"] = ids.documents[one.filing.ref]
    columns["feed_id"] = permanent_id(*first_known_by)
    return [columns.get(name) for name in ARTICLE]


def _stub_row(stub: StubPlan, ids: Ids, providers: Mapping[str, int]) -> Row:
    columns = columns_of(stub.merging.columns, providers)
    address_hash = stub.copy.source.address_hash
    columns |= {"key": stub.key, "address_hash": address_hash, "flagged": False}
    columns["id"] = ids.article(stub.key)
    columns["mention_id"] = ids.mentions[stub.digest]
    columns["feed_id"] = permanent_id(stub.key, address_hash)
    return [columns.get(name) for name in ARTICLE]


def _take_former_slugs(given: Sequence[str]) -> set[str]:
    """Those of the slugs now `given` that others gave up; they redirect no more."""
    taken = FormerSlug.objects.filter(one_of("slug", given))
    if former := set(taken.values_list("slug", flat=True)):
        taken.delete()
    return former


def update_articles(plans: Sequence[ArticlePlan], ids: Ids, providers: Mapping[str, int]) -> None:
    """Write the columns that change; renamed articles keep their old slug as a redirect."""
    changed = []
    for one in plans:
        if one.row:
            columns = {**one.merging.columns, **one.columns}
            if one.new_document:
                columns["document_id"] = ids.documents[one.filing.ref]
            changed.append((one.row, columns))
    update_rows([(row, columns) for row, columns in changed if columns], providers)
    renamed = [one for one in plans if one.claim.kind is Kind.RENAME and one.row]
    FormerSlug.objects.bulk_create(
        FormerSlug(slug=one.row.slug, article_id=one.row.id) for one in renamed if one.row and one.row.slug
    )


def update_rows(changed: Sequence[tuple[ArticleRow, dict[str, Any]]], providers: Mapping[str, int]) -> None:
    """Update `columns` of each row, all in one statement."""
    names = sorted({name for _, columns in changed for name in columns})
    columns_now = []
    for row, columns in changed:
        stored = {
            name: row.values[name] if name in row.values else getattr(row, name, None) for name in names
        }
        columns_now.append((row.id, columns_of({**stored, **columns}, providers)))
    attributes = [f"{name}_id" if name == "provider" else name for name in names]
    update(Article, attributes, ([*(now[name] for name in attributes), pk] for pk, now in columns_now))

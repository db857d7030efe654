"""Write one plan: what articles refer to, articles, their lists, their documents; then the journal."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from articles.curation.journal import Changed
from articles.importing.planning import Plan
from articles.importing.roll import Kind
from articles.importing.state import Snapshot
from articles.importing.writing.articles import create_articles, update_articles
from articles.importing.writing.conflicts import write_conflicts
from articles.importing.writing.documents import write_documents
from articles.importing.writing.ids import Ids, give_ids
from articles.importing.writing.links import RelatedLists, link_change, related_lists, write_links
from articles.importing.writing.pictures import Target, write_images_of, write_topics_of
from articles.importing.writing.settling import settle
from articles.importing.writing.subjects import write_mentions, write_providers, write_topics
from articles.models import Change, ImportRun


def write_plan(plan: Plan, snapshot: Snapshot, run: ImportRun, at: datetime) -> list[Changed]:
    """Carry out `plan`; returns what it changed, for the journal."""
    ids = give_ids(plan, snapshot)
    providers, provider_changes = write_providers(plan.providers, snapshot)
    topics, topic_changes = write_topics(plan.topics, snapshot)
    write_mentions(plan, ids.mentions, providers)
    create_articles(plan, ids, providers)
    update_articles(plan.articles, ids, providers)
    write_documents(plan.articles, ids, run)
    targets = list(_targets(plan, ids))
    write_topics_of(targets, topics)
    write_images_of(targets)
    conflicts = write_conflicts(((one.row, one.merging) for one in plan.articles if one.row), run)
    foreign = sorted({one.link.article_id for one in plan.retargets})
    before = related_lists(foreign)
    touched = write_links(plan, snapshot, ids)
    retargeted = _retargeted(before, related_lists(foreign))
    changes = _changes(plan, ids, conflicts)
    return [*provider_changes, *topic_changes, *changes, *retargeted, *settle(touched, run, at)]


def _retargeted(before: RelatedLists, after: RelatedLists) -> list[Changed]:
    return [
        Changed("article", article, {"related": [links, after[article]]}) for article, links in before.items()
    ]


def _targets(plan: Plan, ids: Ids) -> Iterator[Target]:
    for one in plan.articles:
        images = one.row.images if one.row else ()
        yield Target(ids.article(one.filing.ref), one.merging, one.row is None, images)
    for stub in plan.stubs:
        yield Target(ids.articles[stub.key], stub.merging, new=True)


def _changes(plan: Plan, ids: Ids, conflicts: Mapping[int, list[Any]]) -> Iterator[Changed]:
    for one in plan.articles:
        if one.row is None:
            yield Changed("article", ids.article(one.claim.slug), kind=Change.Kind.CREATED)
            continue
        fields: dict[str, list[Any]] = dict(one.merging.changes)
        fields |= {name: [getattr(one.row, name), value] for name, value in one.columns.items()}
        if one.links:
            fields["related"] = link_change(one.row, one.links, ids)
        if one.row.id in conflicts:
            fields["conflicts"] = conflicts[one.row.id]
        if one.new_document:
            fields["document_id"] = [one.row.document_id, ids.documents[one.filing.ref]]
        if one.claim.kind is Kind.RENAME:
            fields["former_slugs"] = [
                one.row.former_slugs,
                sorted([*one.row.former_slugs, one.row.slug or ""]),
            ]
        if fields:
            yield Changed("article", one.row.id, fields)
    for stub in plan.stubs:
        yield Changed("article", ids.articles[stub.key], kind=Change.Kind.CREATED)

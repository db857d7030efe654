"""Writes what whole sites say: topics before the articles that name them, providers behind theirs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from articles.curation.journal import Changed
from articles.importing.journal import RunJournal
from articles.importing.report import Report
from articles.importing.site_data.reading import SiteData
from articles.importing.statements import RowPlan, best_of, free_topic_slug, plan_rows
from articles.models import Change, Provider, Topic
from articles.rows import one_of, update
from articles.text.slugs import topic_slug

BATCH_ROWS = 200  # rows per statement


@transaction.atomic
def plan_site_data(data: SiteData) -> list[tuple[str, RowPlan]]:
    """What `data` would change of topics, and of the providers that there are."""
    topics, organizations = _plan_topics(data)[1], _plan_organizations(data)[1]
    return [*(("topic", plan) for plan in topics), *(("provider", plan) for plan in organizations)]


def _plan_topics(data: SiteData) -> tuple[dict[str, Topic], list[RowPlan]]:
    subjects = {one.subject for one in data.topics}
    rows = {topic.key: topic for topic in Topic.objects.select_for_update().filter(one_of("key", subjects))}
    return rows, plan_rows(best_of(data.topics), rows)


def _plan_organizations(data: SiteData) -> tuple[dict[str, Provider], list[RowPlan]]:
    providers = Provider.objects.select_for_update()
    domains = {one.subject for one in data.organizations}
    rows = {provider.domain: provider for provider in providers.filter(one_of("domain", domains))}
    return rows, plan_rows(best_of(one for one in data.organizations if one.subject in rows), rows)


def write_topics(data: SiteData, journal: RunJournal) -> None:
    """Create and update the topics that sites have files about; new ones get the slug of their file."""
    if not data.topics:
        return
    with transaction.atomic():
        rows, plans = _plan_topics(data)
        new = _new_topics([plan for plan in plans if not plan.id], data.slugs)
        made = [Changed("topic", topic.pk, kind=Change.Kind.CREATED) for topic in new]
        journal.add([*made, *_update("topic", rows, plans)])


def write_organizations(data: SiteData, journal: RunJournal | None, report: Report) -> None:
    """Add what sites say of organizations to the providers that there are; without a journal only count."""
    if not data.organizations:
        return
    with transaction.atomic():
        rows, plans = _plan_organizations(data)
        for plan in plans:
            if plan.changes:
                report.count_provider(plan.subject, new=False)
        if journal:
            journal.add(_update("provider", rows, plans))


def _new_topics(plans: Sequence[RowPlan], slugs: Mapping[str, str]) -> list[Topic]:
    wanted = {plan.subject: slugs.get(plan.subject) or topic_slug(plan.subject) for plan in plans}
    taken = {topic.slug for topic in Topic.objects.filter(one_of("slug", wanted.values()))}
    new = []
    for plan in plans:
        slug = wanted[plan.subject]
        if not slug or slug in taken:
            slug = free_topic_slug(plan.subject, taken)
        taken.add(slug)
        new.append(Topic(key=plan.subject, slug=slug, **plan.columns))
    return Topic.objects.bulk_create(new, batch_size=BATCH_ROWS)


def _update(model: str, rows: Mapping[str, Any], plans: Sequence[RowPlan]) -> list[Changed]:
    """Write the plans that change a row; what to journal."""
    changed = [plan for plan in plans if plan.id]
    journalled = [
        Changed(model, plan.id, {**plan.changes, "said": [rows[plan.subject].said, plan.columns["said"]]})
        for plan in changed
    ]
    for plan in changed:
        for name, value in plan.columns.items():
            setattr(rows[plan.subject], name, value)
    if columns := sorted({name for plan in changed for name in plan.columns}):
        objects = [rows[plan.subject] for plan in changed]
        update(
            type(objects[0]), columns, ([getattr(one, name) for name in (*columns, "pk")] for one in objects)
        )
    return journalled

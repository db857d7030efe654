"""Write what articles refer to: providers, topics and mentions."""

from collections.abc import Iterable, Mapping, Sequence

from articles.curation.journal import Changed
from articles.importing.state import ProviderRow, Snapshot, TopicRow
from articles.importing.statements import RowPlan, free_topic_slug
from articles.importing.writing.rows import insert
from articles.models import Change, Mention, Provider, Topic
from articles.seedfile import MentionValues

BATCH_ROWS = 500  # rows per statement


def write_providers(plans: Sequence[RowPlan], snapshot: Snapshot) -> tuple[dict[str, int], list[Changed]]:
    """Create and update providers; ids by domain, and what to journal."""
    ids = {domain: row.id for domain, row in snapshot.providers.items()}
    new = [Provider(domain=plan.subject, **plan.columns) for plan in plans if not plan.id]
    for provider in Provider.objects.bulk_create(new, batch_size=BATCH_ROWS):
        ids[provider.domain] = provider.pk
    changed = [
        Provider(
            pk=plan.id,
            name=plan.columns.get("name", snapshot.providers[plan.subject].name),
            images=plan.columns.get("images", snapshot.providers[plan.subject].images),
            said=plan.columns["said"],
        )
        for plan in plans
        if plan.id
    ]
    Provider.objects.bulk_update(changed, ["name", "images", "said"], batch_size=BATCH_ROWS)
    return ids, list(_changes("provider", plans, ids, snapshot.providers))


def write_topics(plans: Sequence[RowPlan], snapshot: Snapshot) -> tuple[dict[str, int], list[Changed]]:
    """Create and update topics; ids by key, and what to journal."""
    ids = {key: row.id for key, row in snapshot.topics.items()}
    taken = set(snapshot.topic_slugs)
    new = []
    for plan in plans:
        if not plan.id:
            slug = free_topic_slug(plan.columns["name"], taken)
            taken.add(slug)
            new.append(Topic(key=plan.subject, slug=slug, **plan.columns))
    for topic in Topic.objects.bulk_create(new, batch_size=BATCH_ROWS):
        ids[topic.key] = topic.pk
    changed = [
        Topic(
            pk=plan.id,
            name=plan.columns.get("name", snapshot.topics[plan.subject].name),
            said=plan.columns["said"],
        )
        for plan in plans
        if plan.id
    ]
    Topic.objects.bulk_update(changed, ["name", "said"], batch_size=BATCH_ROWS)
    return ids, list(_changes("topic", plans, ids, snapshot.topics))


def _changes(
    model: str,
    plans: Sequence[RowPlan],
    ids: Mapping[str, int],
    rows: Mapping[str, ProviderRow] | Mapping[str, TopicRow],
) -> Iterable[Changed]:
    for plan in plans:
        if row := rows.get(plan.subject):
            yield Changed(model, plan.id, {**plan.changes, "said": [row.said, plan.columns["said"]]})
        else:
            yield Changed(model, ids[plan.subject], kind=Change.Kind.CREATED)


def write_mentions(
    mentions: Sequence[MentionValues], ids: Mapping[str, int], providers: Mapping[str, int]
) -> None:
    """Insert the copies that are new."""
    rows = (
        (ids[one.digest], one.digest, one.key, one.said, one.provider and providers[one.provider.domain])
        for one in mentions
    )
    insert(Mention, ("id", "digest", "key", "said", "provider_id"), rows)

"""Write what articles refer to: providers, topics and mentions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from articles.curation.journal import Changed
from articles.importing.planning import Plan
from articles.importing.state import ProviderRow, Snapshot, TopicRow
from articles.importing.statements import RowPlan, free_topic_slug
from articles.models import Change, Mention, Provider, Topic
from articles.rows import insert, reserve_ids, update

PROVIDER = ("name", "images", "said")
TOPIC = ("name", "said")


def write_providers(plans: Sequence[RowPlan], snapshot: Snapshot) -> tuple[dict[str, int], list[Changed]]:
    """Create and update providers; ids by domain, and what to journal."""
    ids = {domain: row.id for domain, row in snapshot.providers.items()}
    new, changed = _apart(plans)
    ids |= zip([plan.subject for plan in new], reserve_ids(Provider, len(new)), strict=True)
    rows = ((ids[plan.subject], plan.subject, *_values(plan, {"images": []}, PROVIDER)) for plan in new)
    insert(Provider, ("id", "domain", *PROVIDER), rows)
    now = {key: {"name": row.name, "images": row.images} for key, row in snapshot.providers.items()}
    update(Provider, PROVIDER, ((*_values(plan, now[plan.subject], PROVIDER), plan.id) for plan in changed))
    return ids, list(_changes("provider", plans, ids, snapshot.providers))


def write_topics(plans: Sequence[RowPlan], snapshot: Snapshot) -> tuple[dict[str, int], list[Changed]]:
    """Create and update topics; ids by key, and what to journal."""
    ids = {key: row.id for key, row in snapshot.topics.items()}
    new, changed = _apart(plans)
    ids |= zip([plan.subject for plan in new], reserve_ids(Topic, len(new)), strict=True)
    taken, rows = set(snapshot.topic_slugs), []
    for plan in new:
        slug = free_topic_slug(plan.subject, taken)
        taken.add(slug)
        rows.append((ids[plan.subject], plan.subject, slug, *_values(plan, {}, TOPIC)))
    insert(Topic, ("id", "key", "slug", *TOPIC), rows)
    now = {key: {"name": row.name} for key, row in snapshot.topics.items()}
    update(Topic, TOPIC, ((*_values(plan, now[plan.subject], TOPIC), plan.id) for plan in changed))
    return ids, list(_changes("topic", plans, ids, snapshot.topics))


def _apart(plans: Sequence[RowPlan]) -> tuple[list[RowPlan], list[RowPlan]]:
    """The plans of new rows, and of standing ones."""
    return [plan for plan in plans if not plan.id], [plan for plan in plans if plan.id]


def _values(plan: RowPlan, standing: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    """The values to write for the columns `names`: planned ones, else what is standing."""
    values = {**standing, **plan.columns}
    return tuple(values[name] for name in names)


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


def write_mentions(plan: Plan, ids: Mapping[str, int], providers: Mapping[str, int]) -> None:
    """Insert the copies that are new; give those their provider that lost it."""
    rows = (
        (ids[one.digest], one.digest, one.key, one.said, one.provider and providers[one.provider.domain])
        for one in plan.mentions
    )
    insert(Mention, ("id", "digest", "key", "said", "provider_id"), rows)
    reunited = ((providers[one.provider.domain], ids[one.digest]) for one in plan.reunited if one.provider)
    update(Mention, ("provider_id",), reunited)

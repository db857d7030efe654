"""Kept counts: how many articles there are of a topic, a provider, a day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from articles.models import Entry, Provider, Tally, Topic
from articles.rows import one_of

Key = tuple[int | None, int | None, date | None]  # topic, provider, day


def count(gone: Sequence[Entry], new: Sequence[Entry]) -> None:
    """Take entries out of the counts, and others in.

    Rows of the same key that nobody else is writing become one; the rest is left to whoever comes next, so
    that writers do not wait for each other.
    """
    change: Counter[Key] = Counter()
    for entry in new:
        change.update(_keys(entry))
    for entry in gone:
        change.subtract(_keys(entry))
    if not any(change.values()):
        return
    if gone:
        change = _of_what_is_there(change)
    standing = _standing(change)
    for row in standing:
        change[row.topic_id, row.provider_id, row.day] += row.count
    Tally.objects.filter(one_of("id", (row.pk for row in standing))).delete()
    Tally.objects.bulk_create(
        Tally(topic_id=topic, provider_id=provider, day=day, count=number)
        for (topic, provider, day), number in change.items()
        if number
    )


def _keys(entry: Entry) -> list[Key]:
    month = entry.live_day.replace(day=1)
    keys: list[Key] = [(None, None, entry.live_day)]
    for kind, pk in ((word[1], int(word[2:])) for word in entry.labels.split()):
        keys.append((pk, None, month) if kind == "t" else (None, pk, None))
    return keys


def _of_what_is_there(change: Counter[Key]) -> Counter[Key]:
    """Without topics and providers that are gone: their counts went with them."""
    topics = Topic.objects.filter(one_of("id", {topic for topic, _, _ in change if topic}))
    providers = Provider.objects.filter(one_of("id", {provider for _, provider, _ in change if provider}))
    there = {None, *topics.values_list("pk", flat=True)}, {None, *providers.values_list("pk", flat=True)}
    return Counter(
        {key: number for key, number in change.items() if key[0] in there[0] and key[1] in there[1]}
    )


def _standing(keys: Iterable[Key]) -> list[Tally]:
    topics = {topic for topic, _, _ in keys if topic}
    providers = {provider for _, provider, _ in keys if provider}
    days = {day for topic, provider, day in keys if not topic and not provider}
    months = {day for topic, _, day in keys if topic}
    same = Q(one_of("topic_id", topics), day__in=months) | Q(one_of("provider_id", providers))
    same |= Q(topic__isnull=True, provider__isnull=True, day__in=days)
    return list(Tally.objects.filter(same).select_for_update(skip_locked=True))

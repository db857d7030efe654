"""How much there is to read, from kept counts: by topic, provider, day and month, as of now."""

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import DateField, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from articles.catalogue.entries import label, place
from articles.catalogue.refreshing import catch_up
from articles.models import Due, Entry, FormerTopicSlug, Provider, Tally, Topic

LARGEST = 100  # providers
KEPT: "QuerySet[Any]" = Provider.objects.annotate(kept=Sum("tallies__count"))

# One row of nothing where entries are due: asked for with other rows, it costs no question of its own.
NOTHING = Cast(Value(None), TextField()), Cast(Value(None), DateField())
SOMETHING_DUE: "QuerySet[Any]" = Due.objects.order_by().values_list(*NOTHING).distinct()

Hidden = tuple[frozenset[str], date]  # labels and day of an entry


class Counts:
    """Counts of one instant; each kind is asked for once, when it is first needed.

    Entries that are still to go live, or whose time was over since the last refresh, are counted out one by
    one: they are few, and no write happens when a schedule comes true.
    """

    @cached_property
    def _hidden(self) -> list[Hidden]:
        now = timezone.now()
        later = place(now, -1)  # than the last place of this second
        unseen = Entry.objects.filter(Q(place__gt=later) | Q(live_until__lte=now))
        hidden = unseen.values_list("labels", "live_day")
        rows: list[Any] = list(hidden.union(SOMETHING_DUE, all=True))
        if (None, None) in rows:
            catch_up()
            rows = list(hidden.all())
        return [(frozenset(labels.split()), day) for labels, day in rows]

    @cached_property
    def topics(self) -> dict[str, tuple[Topic, int]]:
        """Topics with something to read, A–Z: the topic and its count, by slug."""
        hidden = self._by_label
        kept = Topic.objects.annotate(kept=Sum("tallies__count")).filter(kept__gt=0).order_by("name", "id")
        found = {one.slug: (one, one.kept - hidden[label("topic", one.pk)]) for one in kept.defer("said")}
        return {slug: (topic, count) for slug, (topic, count) in found.items() if count > 0}

    def topic_once_at(self, slug: str) -> Topic | None:
        """The topic with something to read that had `slug` before it got another."""
        former = FormerTopicSlug.objects.filter(slug=slug).values_list("topic__slug", flat=True).first()
        return None if slug in self.topics or former not in self.topics else self.topics[former][0]

    @cached_property
    def providers(self) -> list[tuple[Provider, int]]:
        """Providers with something to read, A–Z, each with its count."""
        return self._providers(KEPT.order_by("name", "id"))

    @cached_property
    def largest_providers(self) -> tuple[tuple[str, str, int], ...]:
        """Domain, name and count of the `LARGEST` with most to read, A–Z."""
        hidden = self._by_label
        rows = KEPT.filter(kept__gt=0).order_by("-kept", "id").values_list("domain", "name", "kept", "id")
        found = [
            (domain, name, kept - hidden[label("provider", pk)]) for domain, name, kept, pk in rows[:LARGEST]
        ]
        return tuple(sorted((one for one in found if one[2] > 0), key=lambda one: (one[1], one[0])))

    def most_of(self, domain: str) -> int:
        """How many articles a provider has at most."""
        counts = {one: count for one, _, count in self.largest_providers}
        return counts.get(domain) or min(counts.values(), default=0)

    def provider(self, domain: str) -> tuple[Provider, int] | None:
        """One of them, or None."""
        if domain not in self._asked_for:
            self._asked_for[domain] = next(iter(self._providers(KEPT.filter(domain=domain))), None)
        return self._asked_for[domain]

    @cached_property
    def _asked_for(self) -> dict[str, tuple[Provider, int] | None]:
        return {}

    def _providers(self, providers: "QuerySet[Any]") -> list[tuple[Provider, int]]:
        hidden = self._by_label
        kept = providers.filter(kept__gt=0).defer("said", "images")
        found = [(one, one.kept - hidden[label("provider", one.pk)]) for one in kept]
        return [(provider, count) for provider, count in found if count > 0]

    @cached_property
    def days(self) -> Counter[date]:
        """Numbers of articles by the day they went live, in the site's time zone."""
        hidden = Counter(day for _, day in self._hidden)
        rows = Tally.objects.filter(topic__isnull=True, provider__isnull=True, day__isnull=False)
        kept = Counter(dict(rows.values_list("day").annotate(kept=Sum("count"))))
        return +(kept - hidden)

    def months(self, topic: Topic) -> Counter[date]:
        """Numbers of a topic's articles by the first of the month they went live in."""
        name = label("topic", topic.pk)
        hidden = Counter(day.replace(day=1) for labels, day in self._hidden if name in labels)
        kept = Tally.objects.filter(topic=topic).values_list("day").annotate(kept=Sum("count"))
        return +(Counter(dict(kept)) - hidden)

    @cached_property
    def _by_label(self) -> Counter[str]:
        return Counter(name for labels, _ in self._hidden for name in labels)

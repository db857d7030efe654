"""Topics and providers with something to read, and how much."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery

from articles.catalogue import Counts
from articles.models import Article, ArticleTopic, Provider, Topic, live


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic, how many articles readers find on it, and the newest of them."""

    topic: Topic
    count: int
    article: Article | None


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A provider and how many articles readers find of it."""

    provider: Provider
    count: int


def topics() -> list[TopicLine]:
    """Topics that readers find articles on, A–Z."""
    found = Counts().topics.values()
    links = ArticleTopic.objects.filter(
        live(prefix="article__"), topic=OuterRef("pk"), live_from__isnull=False
    )
    newest = links.order_by("-live_from", "-article").values("article")[:1]
    ids = dict(
        Topic.objects.filter(pk__in=[topic.pk for topic, _ in found])
        .annotate(newest=Subquery(newest))
        .values_list("pk", "newest")
    )
    articles = Article.objects.published().select_related("provider").in_bulk(list(ids.values()))
    return [TopicLine(topic, count, articles.get(ids[topic.pk])) for topic, count in found]


def by_letter(found: Iterable[tuple[Provider, int]]) -> list[tuple[str, list[ProviderLine]]]:
    """Providers under the first letter of their names; digits and signs under `#`, first."""
    lines = [ProviderLine(provider, count) for provider, count in found]
    ordered = sorted(lines, key=lambda one: (_letter(one) != "#", _letter(one), one.provider.name.casefold()))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=_letter)]


def totals() -> dict[str, int]:
    """How many articles readers find, and of how many providers."""
    counts = Counts()
    return {"articles": counts.days.total(), "providers": len(counts.providers)}


def _letter(line: ProviderLine) -> str:
    first = unicodedata.normalize("NFKD", line.provider.name.strip())[:1].upper()
    return first if first.isalpha() else "#"

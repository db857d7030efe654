"""Articles as lists show them: with how many others report the same."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.models import Article, Provider, RelatedLink, among, prepared
from articles.public.ages import age


@dataclass(frozen=True, slots=True)
class Card:
    """An article (from `for_cards`) and the number of other reports that its page lists."""

    article: Article
    reports: int

    @property
    def shown(self) -> Hashable:
        """All that a row of a list says of it."""
        one = self.article
        return (
            *(one.pk, one.slug, one.title, one.excerpt, one.address),
            *(one.live_from, one.published_at, age(one.published_at)),
            provider_shown(one.provider),
            tuple((topic.slug, topic.name) for topic in one.ordered_topics[:1]),
            tuple((image.title, str(image.renditions)) for image in one.pictures),
            self.reports,
        )


def provider_shown(provider: Provider | None) -> Hashable:
    """All that tiles and names say of a provider."""
    return provider and (provider.domain, provider.name, provider.logo.name)


def cards(articles: Sequence[Article]) -> list[Card]:
    """The articles as cards, in one query."""
    numbers: dict[int, int] = dict(_reports(tuple(article.pk for article in articles), timezone.now()))
    return [Card(article, numbers.get(article.pk, 0)) for article in articles]


@prepared
def _reports(articles: tuple[int, ...], now: datetime) -> QuerySet[Any, Any]:
    """How many links each of the articles with these ids shows to readers."""
    links = RelatedLink.objects.filter(among("article", articles)).for_readers(now).order_by()
    return links.values_list("article").annotate(Count("id"))

"""Articles as lists show them: with how many others report the same."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from articles.models import Article, Provider
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


def cards(articles: Iterable[Article]) -> list[Card]:
    """Articles as cards, whose `reports` were counted in their own query."""
    return [Card(article, getattr(article, "reports", None) or 0) for article in articles]

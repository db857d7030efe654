"""Articles as lists show them: with how many others report the same."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from articles.models import Article, ArticleQuerySet, Provider, RelatedLink
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


def counted_cards(articles: ArticleQuerySet) -> list[Card]:
    """The articles of a query set as cards, counted in its own query."""
    links = RelatedLink.objects.filter(article=OuterRef("pk")).for_readers().order_by()
    reports = Subquery(links.values("article").annotate(number=Count("id")).values("number"))
    return [Card(article, article.reports or 0) for article in articles.annotate(reports=reports)]


def cards(articles: Sequence[Article]) -> list[Card]:
    """The articles as cards, in one query."""
    counts = RelatedLink.objects.counts(article.pk for article in articles)
    return [Card(article, counts.get(article.pk, 0)) for article in articles]

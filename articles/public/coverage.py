"""Related coverage as readers may see it: whose, when, and whether it is here or elsewhere."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Window
from django.db.models.functions import RowNumber

from articles.models import Article, Provider, RelatedLink
from articles.public.ages import age
from articles.public.cards import provider_shown
from articles.text.addresses import host, href


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a story.

    `address` is a page of ours where `here` is true, else the provider's; "" where it cannot be a link.
    """

    title: str
    excerpt: str
    provider: Provider | None
    source: str
    published_at: datetime | None
    address: str
    here: bool

    @property
    def shown(self) -> Hashable:
        """All that a line of coverage says of it."""
        said = (self.title, self.excerpt, self.source, self.published_at, self.address, self.here)
        return (*said, provider_shown(self.provider), age(self.published_at))


def coverage(article: Article) -> list[Report]:
    """Other reports of the article's story that readers may see, in its order, in at most two queries."""
    return [_report(link) for link in article.related_links.for_readers().with_words().heard()]


def first_reports(articles: Iterable[int], number: int) -> dict[int, list[Report]]:
    """The first reports of each of the articles with these ids, in at most two queries."""
    place = Window(RowNumber(), partition_by="article", order_by=("position", "id"))
    shown = RelatedLink.objects.filter(article__in=articles).for_readers().with_words()
    first = shown.annotate(place=place).filter(place__lte=number)
    reports: dict[int, list[Report]] = {}
    for link in first.order_by("article", "place").heard():
        reports.setdefault(link.article_id, []).append(_report(link))
    return reports


def _report(link: RelatedLink) -> Report:
    here = link.speaks_for_itself
    return Report(
        title=link.title,
        excerpt=link.excerpt,
        provider=link.provider,
        source=link.provider.name if link.provider else host(link.url),
        published_at=link.published_at,
        address=link.target.get_absolute_url() if here else href(link.url),
        here=here,
    )

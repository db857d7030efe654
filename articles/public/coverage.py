"""Related coverage as readers may see it: whose, when, and whether it is here or elsewhere."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Provider,
    RelatedLink,
    RelatedLinkQuerySet,
    Telling,
    among,
    live,
    prepared,
)
from articles.public.ages import age
from articles.public.cards import provider_shown
from articles.text.addresses import host, href


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a story; `slug` is that of its page here, or "" where it is only at its provider."""

    title: str
    excerpt: str
    provider: Provider | None
    url: str
    published_at: datetime | None
    slug: str

    @property
    def here(self) -> bool:
        return bool(self.slug)

    @property
    def source(self) -> str:
        return self.provider.name if self.provider else host(self.url)

    @property
    def address(self) -> str:
        """A page of ours where it is here, else the provider's; "" where it cannot be a link."""
        return reverse("articles:article", args=[self.slug]) if self.here else href(self.url)

    @property
    def shown(self) -> Hashable:
        """All that a line of coverage says of it."""
        said = (self.title, self.excerpt, self.url, self.published_at, self.slug)
        return (*said, provider_shown(self.provider), age(self.published_at))


class Row(NamedTuple):
    """One link, in one row: what editors say, what the target says, and upstream's copy of it."""

    article: int
    target: int
    our_title: str
    our_excerpt: str
    here: bool
    slug: str | None
    title: str
    excerpt: str
    web_url: str
    original_url: str
    published_at: datetime | None
    said: dict[str, Any] | None
    domain: str | None
    name: str | None
    logo: str | None
    said_domain: str | None
    said_name: str | None
    said_logo: str | None


TARGET = ("slug", "title", "excerpt", "web_url", "original_url", "published_at")
PROVIDER = ("domain", "name", "logo")
COLUMNS = (
    *("article", "target", "our_title", "our_excerpt", "here"),
    *(f"target__{name}" for name in TARGET),
    "mention__said",
    *(f"target__provider__{name}" for name in PROVIDER),
    *(f"mention__provider__{name}" for name in PROVIDER),
)


def coverage(article: Article) -> list[Report]:
    """Other reports of the article's story that readers may see, in its order, in at most two queries."""
    return [report for _, report in _reports(_links(article.pk, timezone.now()))]


def first_reports(articles: Iterable[int], number: int) -> dict[int, list[Report]]:
    """The first reports of each of the articles with these ids, in at most two queries."""
    reports: dict[int, list[Report]] = {}
    for article, report in _reports(_first_links(tuple(articles), number, timezone.now())):
        reports.setdefault(article, []).append(report)
    return reports


@prepared
def _links(article: int, now: datetime) -> QuerySet[Any, Any]:
    return _shown(RelatedLink.objects.filter(article=article), now).values_list(*COLUMNS)


@prepared
def _first_links(articles: tuple[int, ...], number: int, now: datetime) -> QuerySet[Any, Any]:
    place = Window(RowNumber(), partition_by="article", order_by=("position", "id"))
    links = _shown(RelatedLink.objects.filter(among("article", articles)), now).annotate(place=place)
    return links.filter(place__lte=number).order_by("article", "place").values_list(*COLUMNS)


def _shown(links: RelatedLinkQuerySet, now: datetime) -> RelatedLinkQuerySet:
    """The links that readers may see, and whether their targets are `here`."""
    return links.for_readers(now).annotate(
        here=ExpressionWrapper(live(now, "target__"), output_field=BooleanField())
    )


def _reports(links: Iterable[tuple[Any, ...]]) -> list[tuple[int, Report]]:
    """Each link as a report, with the id of its article.

    Read as plain rows: of a long list, objects with all that belongs to them cost more than the whole page.
    """
    rows = [Row(*link) for link in links]
    # Links from files bring upstream's words along; for those of editors, the target's document has them.
    silent = [row.target for row in rows if row.said is None and not row.here]
    targets = Article.objects.select_related("document", "mention").defer("document__text").in_bulk(silent)
    return [(row.article, _report(row, targets)) for row in rows]


def _report(row: Row, silent: dict[int, Article]) -> Report:
    if row.here:
        told = Telling(row.title, row.excerpt, row.web_url or row.original_url, row.published_at)
    else:
        said = row.said
        if said is None:
            said = silent[row.target].upstream if row.target in silent else {}
        told = Telling.of_copy(said)
    provider = row[-6:-3] if row.here or row.said is None else row[-3:]
    return Report(
        title=row.our_title or told.title,
        excerpt=row.our_excerpt or told.excerpt,
        provider=_provider(*provider) if provider[0] else None,
        url=told.url,
        published_at=told.published_at,
        slug=(row.slug or "") if row.here else "",
    )


@lru_cache(maxsize=1024)  # to make an object for each line takes longer than to read the line
def _provider(domain: str, name: str, logo: str) -> Provider:
    return Provider(domain=domain, name=name, logo=logo)

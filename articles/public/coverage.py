"""Related coverage as readers may see it: whose, when, and whether it is here or elsewhere."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from articles.models import Article, Provider, RelatedLink, RelatedLinkQuerySet, Telling, live
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
    return [report for _, report in _reports(article.related_links.for_readers())]


def first_reports(articles: Iterable[int], number: int) -> dict[int, list[Report]]:
    """The first reports of each of the articles with these ids, in at most two queries."""
    place = Window(RowNumber(), partition_by="article", order_by=("position", "id"))
    first = RelatedLink.objects.filter(article__in=articles).for_readers().annotate(place=place)
    reports: dict[int, list[Report]] = {}
    for article, report in _reports(first.filter(place__lte=number).order_by("article", "place")):
        reports.setdefault(article, []).append(report)
    return reports


def _reports(links: RelatedLinkQuerySet) -> list[tuple[int, Report]]:
    """Each link as a report, with the id of its article.

    Read as plain rows: of a long list, objects with all that belongs to them cost more than the whole page.
    """
    here = ExpressionWrapper(live(prefix="target__"), output_field=BooleanField())
    rows = [Row(*row) for row in links.annotate(here=here).values_list(*COLUMNS)]
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
        provider=Provider(**dict(zip(PROVIDER, provider, strict=True))) if provider[0] else None,
        url=told.url,
        published_at=told.published_at,
        slug=(row.slug or "") if row.here else "",
    )

"""The sections of the sitemap, each cut into files by ids: no address moves from one file to another."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from articles.catalogue import Counts, catch_up
from articles.catalogue.entries import gone_live, place
from articles.models import Article, ArticleQuerySet, ArticleTopic, Entry, Provider, Topic, live
from articles.public import archive
from articles.public.facts import addresses, updated, whole
from articles.public.indexing import indexing
from articles.public.sitemaps.writing import Page

SPAN = 20_000  # ids per file: with the longest addresses it stays below 50 MB, and below 50,000 addresses
LARGEST = 2**63 - 1  # id
PART = 4_000  # ids that are asked for at once: no transaction stays open while a slow client reads on


@dataclass(frozen=True, slots=True)
class Extent:
    """What a file of articles holds: how many, and when the newest difference was to be seen."""

    number: int
    count: int
    changed: datetime


def extents(number: int | None = None) -> list[Extent]:
    """The files of articles, or the one with this number, that hold anything; in two queries.

    The catalogue answers from an index, without a look at the articles.
    """
    catch_up()
    now, policy = timezone.now(), indexing()
    open_ended = Q(live_until__isnull=True) | Q(live_until__gt=now)
    entries = Entry.objects.filter(open_ended, place__lte=place(now, -1))
    if not policy.excerpts:
        entries = entries.filter(article__in=policy.articles(Article.objects.published(now)).values("pk"))
    # Without any bound SQLite would read the whole entries, not the one index that holds all this.
    first, last = _ids(number) if number else (0, LARGEST)
    entries = entries.filter(article__gte=first, article__lte=last)
    files = entries.order_by().annotate(file=F("article_id") / SPAN).values("file")
    rows = files.annotate(count=Count("pk"), newest=Max("place"), changed=Max("changed_at")).order_by("file")
    return [
        Extent(row["file"] + 1, row["count"], updated(gone_live(row["newest"]), row["changed"]))
        for row in rows
    ]


def articles(number: int) -> Iterator[list[Page]]:
    """The articles of one file, by id, a part at a time."""
    shown = indexing().articles(Article.objects.published())
    first, last = _ids(number)
    for start in range(first, last + 1, PART):
        rows = shown.filter(pk__range=(start, min(start + PART - 1, last))).order_by("pk")
        told = _told(rows)
        places = addresses(slug for slug, _, _ in told)
        yield [Page(place, updated(*times)) for place, (_, *times) in zip(places, told, strict=True)]


def pages() -> list[Page]:
    """What is there whatever is published; the front page and lists change when an article appears."""
    newest = Article.objects.published().newest_first().values_list("live_from", flat=True).first()
    moving = ("front", "list", "topics", "providers", "archive")
    found = [Page(whole(reverse(f"articles:{name}")), newest) for name in moving]
    return [*found, *(Page(whole(reverse(f"articles:{name}"))) for name in ("feeds", "about"))]


def topics(counts: Counts, number: int) -> list[Page]:
    """The pages of one file of topics with something to read; they change when an article appears."""
    links = ArticleTopic.objects.filter(
        live(prefix="article__"), topic=OuterRef("pk"), live_from__isnull=False
    )
    newest = links.order_by("-live_from").values("live_from")[:1]
    found = {topic.pk: topic for topic, _ in counts.topics.values()}
    return _with_newest(found, Topic.objects.all(), newest, number)


def providers(counts: Counts, number: int) -> list[Page]:
    """The pages of one file of providers with something to read; they change when an article appears."""
    reported = Article.objects.published().filter(provider=OuterRef("pk"))
    newest = reported.newest_first().values("live_from")[:1]
    found = {provider.pk: provider for provider, _ in counts.providers}
    return _with_newest(found, Provider.objects.all(), newest, number)


def archived(counts: Counts) -> list[Page]:
    """Years and months in which articles went live, the newest first."""
    days = [day for day in counts.days if archive.OLDEST <= day.year <= archive.NEWEST]
    years = sorted({f"{day:%Y}" for day in days}, reverse=True)
    months = sorted({(f"{day:%Y}", f"{day:%m}") for day in days}, reverse=True)
    addresses = [reverse("articles:archive_year", args=[year]) for year in years]
    addresses += [reverse("articles:archive_month", args=month) for month in months]
    return [Page(whole(address)) for address in addresses]


def small_files(counts: Counts) -> list[tuple[str, int]]:
    """Section and number of every file but those of articles."""
    topics, providers = (topic for topic, _ in counts.topics.values()), (one for one, _ in counts.providers)
    files = [("pages", 1), *([("archive", 1)] if archived(counts) else [])]
    for section, found in (("topics", topics), ("providers", providers)):
        files += [(section, number) for number in sorted({one.pk // SPAN + 1 for one in found})]
    return files


SMALL: dict[str, Callable[[Counts, int], list[Page]]] = {
    "pages": lambda counts, number: pages() if number == 1 else [],
    "archive": lambda counts, number: archived(counts) if number == 1 else [],
    "topics": topics,
    "providers": providers,
}


def _with_newest(
    found: Mapping[int, Topic | Provider], rows: QuerySet[Any], newest: QuerySet[Any], number: int
) -> list[Page]:
    """The pages of those of `found`, by id, that belong into a file; `newest` dates their last article."""
    first, last = _ids(number)
    dates = rows.filter(pk__range=(first, last)).order_by("pk").annotate(newest=Subquery(newest))
    return [
        Page(whole(found[pk].get_absolute_url()), changed)
        for pk, changed in dates.values_list("pk", "newest")
        if pk in found
    ]


def _told(rows: ArticleQuerySet) -> list[tuple[str, datetime, datetime]]:
    """Slug, when it went live, and when it last changed; published articles have all three."""
    told = list(rows.values_list("slug", "live_from", "changed_at"))
    return cast("list[tuple[str, datetime, datetime]]", told)


def _ids(number: int) -> tuple[int, int]:
    return (number - 1) * SPAN, number * SPAN - 1

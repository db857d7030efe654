"""Pages of published articles in the API's order: newest first, ties by path compared as bytes."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Collate, Concat
from django.utils import timezone

from articles.catalogue import catch_up
from articles.catalogue.entries import place, second
from articles.models import Article, ArticleQuerySet, ArticleTopic, Entry, Image, Topic

PAGE_SIZE = 25
LARGEST = 10**8  # pages; no collection has as many, and databases refuse offsets that are much larger
DATE = Coalesce("published_at", "live_from")  # what is written here may have no other date
COLLATION = {"sqlite": "BINARY", "postgresql": "C"}  # compares bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of articles and the number of the next one, if there is one."""

    number: int
    articles: list[Article]
    following: int | None


def page(number: int, topic: Topic | None = None) -> Page | None:
    """Page `number` of all articles or those on `topic`, counted from 1; None beyond the last.

    In six queries. To pass over the pages before it, the database counts along an index of the catalogue,
    by second and id; which path comes first is asked only of the few articles of the seconds found.
    """
    if not 1 <= number <= LARGEST:
        return None
    listed = _listed(topic).order_by("-dated")
    first = (number - 1) * PAGE_SIZE
    found = list(listed.values_list("dated", flat=True)[first : first + PAGE_SIZE + 1])
    if not found:
        return Page(number, [], None) if number == 1 else None
    newest, oldest = second(found[0]), second(found[-1])
    before = listed.filter(dated__gt=found[0], dated__lt=newest.stop).count()
    within = listed.filter(dated__gte=oldest.start, dated__lt=newest.stop).order_by()
    articles = Article.objects.published().filter(pk__in=within.values("article"))
    rows = list(told(articles).order_by(DATE.desc(), _path())[before : before + PAGE_SIZE + 1])
    return Page(number, rows[:PAGE_SIZE], number + 1 if len(rows) > PAGE_SIZE else None)


def told(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With all that the API says of articles, in three queries whatever their number."""
    return (
        articles.select_related("provider")
        .defer("secured", "commentary", "provider__said", "provider__description")
        .prefetch_related(
            Prefetch("topic_links", ArticleTopic.objects.select_related("topic").defer("topic__said")),
            Prefetch("images", Image.objects.all()),
        )
    )


def _listed(topic: Topic | None) -> QuerySet[Any]:
    """What the catalogue lists of all articles or those on `topic`, as far as readers see them now."""
    catch_up()
    now = timezone.now()
    if topic is None:
        open_ended = Q(live_until__isnull=True) | Q(live_until__gt=now)
        return Entry.objects.filter(open_ended, place__lte=place(now, -1))
    over = Entry.objects.filter(live_until__lte=now).values("article")
    return ArticleTopic.objects.filter(topic=topic, live_from__lte=now).exclude(article__in=over)


def _path() -> Collate:
    # A path ends in `.md`, and `-` sorts before `.`: slugs alone would be in another order.
    return Collate(Concat("slug", Value(".md")), COLLATION[connection.vendor])

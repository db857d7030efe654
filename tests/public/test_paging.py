"""Lists page by page, whichever way they are found, against what a plain reading of all articles gives."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.catalogue import refresh
from articles.models import Article, ArticleQuerySet
from articles.paging import ORDERS, good_enough
from tests.factories import DAY, make_provider, make_topic
from tests.public.test_lists import NEXT, TITLE
from tests.public.world import published, unseen_fields

pytestmark = pytest.mark.django_db

SIZE, WINDOW = 4, 11
Wanted = Callable[[Article], bool]


def on_ai(one: Article) -> bool:
    return "ai" in {topic.slug for topic in one.ordered_topics}


def of_daily(one: Article) -> bool:
    return bool(one.provider and one.provider.domain == "daily.example")


def good(one: Article) -> bool:
    return one.quality >= 7


def best(one: Article) -> bool:
    return one.quality >= 99


def of_two_days(one: Article) -> bool:
    return DAY.date() <= gone_live(one).date() <= DAY.date() + timedelta(days=1)


def of_one_day(one: Article) -> bool:
    return gone_live(one).date() == DAY.date()


PARTS: dict[str, list[Wanted]] = {
    "/news/": [],
    "/news/?min_quality=7": [good],
    "/news/?min_quality=99": [best],
    "/news/?topic=ai": [on_ai],
    "/topics/ai/": [on_ai],
    "/topics/ai/?provider=daily.example": [on_ai, of_daily],
    "/providers/daily.example/": [of_daily],
    "/providers/daily.example/?topic=ai": [on_ai, of_daily],
    "/providers/daily.example/?topic=ai&min_quality=7": [on_ai, of_daily, good],
    "/news/?topic=ai&provider=daily.example": [on_ai, of_daily],
    "/news/?topic=ai&provider=daily.example&from=2024-05-01&to=2024-05-02": [on_ai, of_daily, of_two_days],
    "/news/?topic=ai&min_quality=7&from=2024-05-01&to=2024-05-02": [on_ai, good, of_two_days],
    f"/archive/{DAY:%Y/%m/%d}/?topic=ai": [on_ai, of_one_day],
}


def gone_live(one: Article) -> datetime:
    assert one.live_from
    return one.live_from


@pytest.fixture
def newsroom() -> None:
    """Articles with few different keys, many in the same second, and some that nobody may see."""
    chance = random.Random(4)
    ai, other = make_topic("AI"), make_topic("Other")
    daily, weekly = make_provider("Daily", domain="daily.example"), make_provider(domain="weekly.example")
    unseen = list(unseen_fields().values())
    for number in range(90):
        published(
            f"Number {number}",
            topics=tuple(topic for topic in (ai, other) if chance.random() < 0.6),
            **{
                "provider": chance.choice((daily, weekly, None)),
                "quality": chance.choice((0, 5, 7, 9)),
                "heat": chance.choice((0, 1, 2, 8)),
                "live_from": DAY + timedelta(days=chance.randrange(3), milliseconds=chance.randrange(2500)),
                **(chance.choice(unseen) if number % 9 == 0 else {}),
            },
        )
    refresh()


@pytest.fixture(params=[(0, 0, 1), (0, 0, 100), (1000, 1000, 1), (1000, 1000, 100)])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pages; what counts as few, and how many providers are known to be large, either way."""
    few, few_in_window, largest = request.param
    monkeypatch.setattr("articles.catalogue.counts.LARGEST", largest)
    named = {"PAGE_SIZE": SIZE, "WINDOW": WINDOW, "FEW": few, "FEW_IN_WINDOW": few_in_window}
    for name, number in named.items():
        monkeypatch.setattr(f"articles.listing.{name}", number)


def shown(client: Client, address: str) -> Iterator[str]:
    """The titles of all pages from this one on."""
    path, page = address.partition("?")[0], address
    while page:
        content = client.get(page).content.decode()
        titles = TITLE.findall(content)
        following = NEXT.search(content)
        assert len(titles) == SIZE or not following
        yield from titles
        page = path + unescape(following[1]) if following else ""


def expected(wanted: list[Wanted], sort: str, *, windowed: bool) -> list[str]:
    """The same from all articles, one by one."""
    now = timezone.now()
    found = [one for one in Article.objects.all() if one.is_live(now) and all(test(one) for test in wanted)]
    newest = sorted(found, key=lambda one: (gone_live(one), one.pk), reverse=True)
    part = newest[:WINDOW] if windowed else newest
    return [
        one.title for one in sorted(part, key=lambda one: (getattr(one, ORDERS[sort]), one.pk), reverse=True)
    ]


@pytest.mark.usefixtures("newsroom", "ways")
@pytest.mark.parametrize("sort", ORDERS)
def test_every_list_shows_the_same_whichever_way_it_is_found(client: Client, sort: str) -> None:
    for address, wanted in PARTS.items():
        asked = f"{address}{'&' if '?' in address else '?'}sort={sort}"
        windowed = sort != "latest" and bool(wanted)

        assert list(shown(client, asked)) == expected(wanted, sort, windowed=windowed), asked


def planned(articles: ArticleQuerySet) -> str:
    """How SQLite, which has no statistics, finds them; PostgreSQL has some, and small tables here."""
    return articles.values_list("live_from", "id")[:5].explain() if connection.vendor == "sqlite" else ""


def test_quality_of_few_articles_is_not_looked_for_among_all() -> None:
    good = published(quality=9)
    published(quality=8)

    found = good_enough(Article.objects.published(), 9, few=5).falling("live_from")

    assert list(found) == [good]
    if plan := planned(found):
        assert "SEARCH articles_article USING INTEGER PRIMARY KEY" in plan


def test_newest_are_read_from_their_index_where_nobody_made_statistics() -> None:
    published()
    newest = published()

    found = Article.objects.published().newest_first()

    assert found.first() == newest
    if plan := planned(found):
        assert "INDEX article_live" in plan

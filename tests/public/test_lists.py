"""`/news/` and the other lists: filters, orders, pages, and what a senseless query string gets."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.factories import DAY, make_article, make_provider, make_topic
from tests.public.world import published

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'<h3 dir="auto"><a href="[^"]+">([^<]+)</a></h3>')
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def titles(client: Client, address: str = "/news/", **params: object) -> list[str]:
    response = client.get(address, params or None)
    assert response.status_code == 200, response.content.decode()
    return TITLE.findall(response.content.decode())


def test_list_shows_the_newest_first(client: Client) -> None:
    for title, hours in (("Old", 3), ("New", 1), ("Between", 2)):
        published(title, live_from=timezone.now() - timedelta(hours=hours))

    assert titles(client) == ["New", "Between", "Old"]


def test_list_filters_by_topic_provider_quality_and_day(client: Client) -> None:
    topic, provider = make_topic("AI"), make_provider("Daily", domain="daily.example")
    published("About AI", topics=(topic,))
    published("Of Daily", provider=provider)
    published("Good", quality=50)
    published("Earlier", live_from=DAY - timedelta(days=10))

    assert titles(client, topic="ai") == ["About AI"]
    assert titles(client, provider="Daily.Example") == ["Of Daily"]
    assert titles(client, min_quality=50) == ["Good"]
    assert titles(client, to="2024-04-30") == ["Earlier"]
    assert len(titles(client, **{"from": "2024-05-01"})) == 3


def test_days_of_the_filter_are_days_of_the_sites_time_zone(client: Client, settings: object) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"  # type: ignore[attr-defined]
    published("Just after midnight", live_from=datetime(2024, 4, 30, 15, 0, tzinfo=UTC))
    published("Just before", live_from=datetime(2024, 4, 30, 14, 59, tzinfo=UTC))

    assert titles(client, **{"from": "2024-05-01", "to": "2024-05-01"}) == ["Just after midnight"]


def test_list_orders_by_heat_and_quality(client: Client) -> None:
    published("Hot", heat=9, quality=1)
    published("Good", heat=1, quality=9)

    assert titles(client, sort="heat") == ["Hot", "Good"]
    assert titles(client, sort="quality") == ["Good", "Hot"]


@pytest.mark.parametrize("sort", ["latest", "heat", "quality"])
def test_pages_show_every_article_once_even_where_keys_are_equal(client: Client, sort: str) -> None:
    for number in range(60):
        published(
            f"Number {number}", live_from=DAY + timedelta(hours=number // 7), heat=number // 9, quality=1
        )

    seen, address = [], f"/news/?sort={sort}"
    while address:
        content = client.get(address).content.decode()
        seen += TITLE.findall(content)
        following = NEXT.search(content)
        address = f"/news/{unescape(following[1])}" if following else ""

    assert len(seen) == 60
    assert sorted(seen) == sorted(f"Number {number}" for number in range(60))


def test_next_page_neither_skips_nor_repeats_when_articles_arrive(client: Client) -> None:
    for number in range(30):
        published(f"Number {number}", live_from=DAY + timedelta(hours=number))
    first = client.get("/news/").content.decode()
    published("Arrived meanwhile", live_from=DAY + timedelta(hours=99))

    following = NEXT.search(first)
    assert following
    second = titles(client, f"/news/{unescape(following[1])}")

    assert second == [f"Number {number}" for number in range(5, -1, -1)]


@pytest.mark.parametrize("address", ["/topics/ai/", "/news/?topic=ai", "/news/?min_quality=0"])
def test_other_orders_of_a_part_are_those_of_its_newest(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    for name, number in (("WINDOW", 4), ("PAGE_SIZE", 2)):
        monkeypatch.setattr(f"articles.listing.{name}", number)
    topic, now = make_topic("AI"), timezone.now()
    for age, title, heat in ((1, "C", 1), (2, "A", 3), (3, "B", 2), (4, "D", 0), (5, "Oldest", 9)):
        published(title, topics=(topic,), heat=heat, live_from=now - timedelta(days=age))

    by_heat = f"{address}{'&' if '?' in address else '?'}sort=heat"
    shown, page = [], by_heat
    for _ in range(2):
        content = client.get(page).content.decode()
        assert "Only the newest" in content
        shown += TITLE.findall(content)
        following = NEXT.search(content)
        page = address.partition("?")[0] + unescape(following[1]) if following else ""

    assert (shown, page) == (["A", "B", "C", "D"], "")
    assert titles(client, "/news/?sort=heat")[0] == "Oldest"
    Article.objects.filter(title="Oldest").update(title="Gone", decision="withdrawn")
    assert "Only the newest" not in client.get(by_heat).content.decode()


def test_filters_in_use_can_be_taken_away_one_by_one(client: Client) -> None:
    published("A", topics=(make_topic("AI"),), quality=5)

    content = unescape(
        client.get("/news/", {"topic": "ai", "min_quality": "2", "sort": "heat"}).content.decode()
    )

    assert '<a href="?min_quality=2&sort=heat">' in content
    assert '<a href="?topic=ai&sort=heat">' in content
    assert "Topic: AI" in content
    assert 'content="noindex, follow"' in content


def test_empty_result_offers_to_clear_the_filters(client: Client) -> None:
    published("A", quality=5)

    content = client.get("/news/", {"min_quality": "6"}).content.decode()

    assert "No articles match." in content
    assert "Clear the filters?" in content


def test_empty_result_offers_to_clear_the_dates(client: Client) -> None:
    published("A", quality=5)

    dated = client.get("/news/", {"to": "1999-12-31"}).content.decode()
    both = unescape(client.get("/news/", {"to": "1999-12-31", "min_quality": "1"}).content.decode())

    assert '<a href="?">Clear the dates?</a>' in dated
    assert "Clear the filters?" not in dated
    assert '<a href="?min_quality=1">Clear the dates?</a>' in both
    assert '<a href="?">Clear the filters?</a>' in both


def test_list_that_fits_one_page_says_how_many_articles_it_has(client: Client) -> None:
    for number in range(25):
        published(f"Cloud {number}", quality=int(number < 24))

    assert ">24 articles<" in client.get("/news/?min_quality=1").content.decode()
    assert ">24 articles<" in client.get("/search/?q=cloud&min_quality=1").content.decode()
    assert "articles</p>" not in client.get("/search/?q=cloud").content.decode()  # more than one page


def test_name_of_a_provider_is_answered_with_its_domain(client: Client) -> None:
    published("A", provider=make_provider("ZDNet", domain="zdnet.com"))

    assert "An example: zdnet.com." in client.get("/news/?provider=zdnet").content.decode()
    assert "An example: engadget.com." in client.get("/news/?provider=nobody").content.decode()


def test_empty_newsroom_says_so(client: Client) -> None:
    make_article("Unseen")

    assert "No articles here yet." in client.get("/news/").content.decode()
    assert "Nothing is published yet." in client.get("/").content.decode()
    assert "No topic has an article yet." in client.get("/topics/").content.decode()
    assert "No provider has an article yet." in client.get("/providers/").content.decode()
    assert "No articles here yet." in client.get("/archive/").content.decode()


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"topic": "nope"}, "There is nothing to read on this topic"),
        ({"provider": "nope.example"}, "No provider here has this domain"),
        ({"from": "2024-13-45"}, "This is not a date"),
        ({"from": "0001-01-01"}, "greater than or equal to 1900-01-01"),
        ({"to": "9999-12-31"}, "less than or equal to 2999-12-31"),
        ({"from": "2024-02-01", "to": "2024-01-01"}, "The last day is before the first"),
        ({"min_quality": "NO"}, "Enter a whole number"),
        ({"min_quality": "9" * 30}, "less than or equal to 2147483647"),
        ({"sort": "password"}, "There is no such order"),
        ({"after": "x"}, "This link into the list is damaged"),
    ],
)
def test_senseless_value_gets_a_message_and_a_way_out(
    client: Client, params: dict[str, str], message: str
) -> None:
    published("Seen")

    response = client.get("/news/", params)

    assert response.status_code == 400
    assert message in response.content.decode()
    assert "Show the whole list" in response.content.decode()
    assert "Seen" not in TITLE.findall(response.content.decode())


def test_cursor_of_another_order_is_refused(client: Client) -> None:
    for _ in range(30):
        published()
    following = NEXT.search(client.get("/news/", {"sort": "heat"}).content.decode())
    assert following

    address = unescape(following[1]).replace("sort=heat", "sort=quality")

    assert client.get(f"/news/{address}").status_code == 400


STORM = [
    "-1",
    "0",
    "10" * 9,
    "1" + "0" * 19,
    "１",
    "9" * 5000,
    "%",
    "_",
    '"',
    "'",
    "\x00",
    "a\x00b",
    "x" * 50_000,
    "߷",
]
NAMES = ["topic", "provider", "from", "to", "min_quality", "sort", "after", "q", "page", "utm_source"]
LISTS = [
    "/news/",
    "/topics/ai/",
    "/providers/daily.example/",
    "/archive/2024/",
    "/archive/2024/05/",
    "/archive/2024/05/01/",
]


@pytest.mark.parametrize("address", LISTS)
def test_no_query_string_breaks_a_list(client: Client, address: str) -> None:
    published(topics=(make_topic("AI"),), provider=make_provider(domain="daily.example"))

    for name in NAMES:
        for value in STORM:
            assert client.get(address, {name: value}).status_code in (200, 400), (name, value[:20])


def test_unknown_and_repeated_parameters_do_no_harm(client: Client) -> None:
    published("Seen", quality=5)

    assert titles(client, "/news/?utm_source=x&fbclid=y&page=10") == ["Seen"]
    assert titles(client, "/news/?min_quality=99&min_quality=1") == ["Seen"]
    assert client.get("/news/?" + "&".join(f"x{number}=1" for number in range(1001))).status_code == 400


def test_control_characters_of_a_query_are_not_shown_again(client: Client) -> None:
    content = client.get("/news/", {"provider": "a\x07\u202eb<script>"}).content.decode()

    assert "\x07" not in content
    assert "\u202e" not in content
    assert "b<script>" not in content
    assert "b&lt;script&gt;" in content


@pytest.mark.parametrize(
    "address",
    [
        "/news/%00/",
        "/providers/a%00b/",
        "/providers/nope.example/",
        "/topics/nope/",
        "/archive/2024/13/",
        "/archive/2023/02/29/",
        "/archive/0000/",
        "/archive/9999/",
        "/archive/1999/",
        "/archive/%EF%BC%92024/",
        "/news/" + "x" * 3000 + "/",
        "/providers/" + "x" * 3000 + "/",
    ],
)
def test_address_of_nothing_is_404(client: Client, address: str) -> None:
    published()

    assert client.get(address).status_code == 404


def test_pages_answer_no_other_method(client: Client) -> None:
    article = published()

    assert client.head(article.get_absolute_url()).status_code == 200
    assert client.post(article.get_absolute_url()).status_code == 405
    assert client.post("/news/").status_code == 405
    assert Article.objects.count() == 1

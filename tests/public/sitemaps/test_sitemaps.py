"""Sitemaps: what is in them, when it changed, how much they hold, and that nothing breaks them."""

import tracemalloc
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.catalogue import refresh
from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.models import Article
from articles.public.sitemaps import sections, views
from tests.factories import DAY, make_article, make_provider, make_topic
from tests.people import editor
from tests.public.sitemaps.sitemaps import NEWS, SITEMAP, everything, fetch, read
from tests.public.world import make_world, pages, published

__all__ = ["editor"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids_from_one")]

FIRST = "/sitemap-articles-1.xml"


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch, ids_from_one: None) -> None:
    """Files of ten ids, asked for four at a time, that start at the next article."""
    start = (make_article().pk // 10 + 1) * 10
    monkeypatch.setattr(sections, "SPAN", 10)
    monkeypatch.setattr(sections, "PART", 4)
    while make_article().pk < start - 1:
        pass


def numbers(client: Client) -> dict[str, str]:
    return {path: changed for path, changed in read(client, "/sitemap.xml").items() if "articles" in path}


def second(at: datetime | None) -> str:
    assert at
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def test_index_leads_to_every_page_that_readers_find_and_to_no_other(client: Client) -> None:
    article, _ = make_world()

    found = everything(client)

    lists = set(pages(article))
    day = article.live_from
    assert day
    by_day = reverse("articles:archive_day", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}"])
    assert found.keys() == (lists | {f"/providers/{article.provider.domain}/"}) - {by_day}  # type: ignore[union-attr]
    for address in found:
        assert client.get(address).status_code == 200, address


def test_lastmod_is_when_readers_last_saw_a_difference(client: Client, editor: User) -> None:
    article = published(live_from=DAY)
    Article.objects.update(changed_at=DAY - timedelta(days=1))
    refresh()
    path = article.get_absolute_url()
    assert read(client, FIRST) == {path: second(DAY)}
    assert numbers(client) == {FIRST: second(DAY)}

    edit(article, by=editor, values={"excerpt": "New"})

    changed = second(Article.objects.get().changed_at)
    assert read(client, FIRST) == {path: changed}
    assert numbers(client) == {FIRST: changed}


def test_lists_change_when_an_article_appears(client: Client) -> None:
    topic, provider = make_topic("Space"), make_provider(domain="a.example")
    published(live_from=DAY - timedelta(days=2), topics=(topic,), provider=provider)
    published(live_from=DAY, topics=(topic,), provider=provider)
    make_article(live_from=DAY + timedelta(days=1), topics=(topic,), provider=provider)

    assert read(client, "/sitemap-topics-1.xml") == {"/topics/space/": second(DAY)}
    assert read(client, "/sitemap-providers-1.xml") == {"/providers/a.example/": second(DAY)}
    assert read(client, "/sitemap-pages-1.xml")["/news/"] == second(DAY)
    assert read(client, "/sitemap-pages-1.xml")["/about/"] == ""


@pytest.mark.usefixtures("small_files")
def test_article_stays_in_its_file_whatever_comes_and_goes(client: Client, editor: User) -> None:
    articles = [published() for _ in range(25)]
    before = {path: set(read(client, path)) for path in numbers(client)}
    assert [len(found) for found in before.values()] == [10, 10, 5]

    withdraw(Article.objects.filter(pk__in=[one.pk for one in articles[:3]]), by=editor)
    published()

    after = {path: set(read(client, path)) for path in numbers(client)}
    assert [len(found) for found in after.values()] == [7, 10, 6]
    for path, addresses in after.items():
        assert addresses - before[path] <= {Article.objects.order_by("-pk")[0].get_absolute_url()}


@pytest.mark.usefixtures("small_files")
def test_file_without_articles_is_not_named_and_not_there(client: Client, editor: User) -> None:
    for _ in range(20):
        published()
    first, last = numbers(client)
    held = set(read(client, first))
    withdraw(Article.objects.filter(slug__in=[path.split("/")[2] for path in held]), by=editor)

    assert list(numbers(client)) == [last]
    assert client.get(first).status_code == 404


def test_scheduled_article_comes_into_the_sitemap_with_its_time(client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    article = published(live_from=soon)
    refresh()
    assert list(read(client, "/sitemap.xml")) == ["/sitemap-pages-1.xml"]
    assert client.get(FIRST).status_code == 404

    with time_machine.travel(soon + timedelta(seconds=1)):
        assert read(client, FIRST) == {article.get_absolute_url(): second(soon)}
        assert numbers(client) == {FIRST: second(soon)}


@pytest.mark.parametrize(
    "path",
    [
        *(f"/sitemap-articles-{number}.xml" for number in ("0", "01", "-1", "x", "999999999", "1" * 5000)),
        *("/sitemap-topics-2.xml", "/sitemap-pages-2.xml", "/sitemap-archive-9.xml", "/sitemap-nope-1.xml"),
        "/sitemap-archive-1.xml",
    ],
)
def test_what_is_no_sitemap_is_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_site_without_articles_has_a_valid_sitemap(client: Client) -> None:
    assert list(read(client, "/sitemap.xml")) == ["/sitemap-pages-1.xml"]
    assert "/" in everything(client)
    assert read(client, "/news-sitemap.xml") == {}


@pytest.mark.usefixtures("page_cache")
@pytest.mark.parametrize("change", ["edit", "withdraw", "publish", "expire"])
def test_sitemap_is_304_until_something_in_it_changes(client: Client, editor: User, change: str) -> None:
    article = published(live_from=DAY)
    other, kept = make_article(web_url="https://a.example/"), published()
    refresh()
    etag = client.get(FIRST)["ETag"]
    again = client.get(FIRST, headers={"If-None-Match": etag})
    assert (again.status_code, again.getvalue(), again["ETag"]) == (304, b"", etag)
    assert "max-age=0, s-maxage=4" in again["Cache-Control"]

    if change == "edit":
        edit(article, by=editor, values={"title": "New"})
    elif change == "withdraw":
        withdraw(Article.objects.filter(pk=article.pk), by=editor)
    elif change == "publish":
        publish(Article.objects.filter(pk=other.pk), by=editor, at=timezone.now())
    else:  # past the journal, as time does it
        Article.objects.filter(pk=kept.pk).update(live_until=timezone.now())

    assert client.get(FIRST, headers={"If-None-Match": etag}).status_code == 200


def test_304_is_answered_without_a_look_at_the_articles(client: Client) -> None:
    published()
    etag = client.get(FIRST)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        client.get(FIRST, headers={"If-None-Match": etag})
    assert len(queries) == 2
    assert not any('FROM "articles_article"' in query["sql"] for query in queries)


def test_head_reads_no_articles(client: Client) -> None:
    published()
    etag = client.get(FIRST)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        response = client.head(FIRST)
    assert (response.status_code, response["ETag"], len(queries)) == (200, etag, 2)


def held_at_once(parts: Iterator[list[Any]]) -> int:
    """The most bytes held while `parts` are taken one by one and let go."""
    tracemalloc.start()
    try:
        for _ in parts:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_sitemap(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(sections, "PART", 200)
    rows = [
        Article(
            title="A",
            slug=f"2024-05-01-{number}",
            key=str(number),
            live_from=DAY,
            decision="published",
            web_url="https://a.example/",
        )
        for number in range(4000)
    ]
    Article.objects.bulk_create(rows)
    last = Article.objects.order_by("-pk")[0].pk
    number = last // sections.SPAN + 1
    everything_of_it = fetch(client, f"/sitemap-articles-{number}.xml")

    whole = held_at_once(sections.articles(number))
    Article.objects.filter(pk__gt=last - 3600).delete()
    tenth = held_at_once(sections.articles(number))

    assert len(everything_of_it) > 300_000
    assert whole < 2 * tenth
    assert whole < len(everything_of_it)


def test_sitemaps_ask_the_same_number_of_questions_whatever_the_size(client: Client) -> None:
    topics = [make_topic() for _ in range(8)]

    def questions() -> list[int]:
        refresh()
        sections_ = ("articles", "pages", "archive", "topics", "providers")
        counts = []
        for path in ("/sitemap.xml", "/news-sitemap.xml", *(f"/sitemap-{name}-1.xml" for name in sections_)):
            with CaptureQueriesContext(connection) as queries:
                assert fetch(client, path)
            counts.append(len(queries))
        return counts

    now = timezone.now()
    for number in range(5):
        published(topics=tuple(topics[:2]), provider=make_provider(), live_from=now - timedelta(hours=number))
    few = questions()
    for number in range(60):
        published(topics=(topics[number % 8],), provider=make_provider(), live_from=now - timedelta(days=40))
    many = questions()

    assert few == many
    assert max(few) <= 8
    with CaptureQueriesContext(connection) as queries:
        client.get("/robots.txt")
    assert not queries


def test_news_are_the_newest_of_two_days_with_all_that_google_asks_for(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SITE_NAME = "Tom & Jerry's <News>"
    now = timezone.now()
    monkeypatch.setattr(views, "NEWS_MOST", 2)
    newest = published("A & B \x07", live_from=now - timedelta(hours=1), published_at=DAY)
    second_ = published(live_from=now - timedelta(hours=2))
    published(live_from=now - timedelta(hours=47))
    published(live_from=now - timedelta(days=2))
    published(live_from=now + timedelta(hours=1))

    assert list(read(client, "/news-sitemap.xml")) == [one.get_absolute_url() for one in (newest, second_)]

    root = ElementTree.fromstring(fetch(client, "/news-sitemap.xml"))
    news = root.find(f"{SITEMAP}url/{NEWS}news")
    assert news is not None
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "Tom & Jerry's <News>"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "en"
    assert news.findtext(f"{NEWS}publication_date") == second(newest.live_from)
    assert news.findtext(f"{NEWS}title") == "A & B"


def test_news_end_after_two_days(client: Client) -> None:
    published(live_from=timezone.now() - timedelta(days=2, seconds=1))
    assert read(client, "/news-sitemap.xml") == {}


def test_what_was_put_into_the_database_by_hand_breaks_no_sitemap(client: Client) -> None:
    nasty = '"><svg onload=alert(1)>\u202e\tx\r\n\x07y\ufffe&'
    now = timezone.now()
    published(
        nasty,
        web_url="javascript:alert(1)",
        excerpt="<script>alert(1)</script>",
        live_from=now,
        provider=make_provider(nasty, domain="a\"b>/ü\x07&'.example"),
        topics=(make_topic(nasty, slug="n"),),
    )
    published("\x07", live_from=now)
    published(live_from=now, provider=make_provider(domain="ü" * 253))
    published(live_from=now, provider=make_provider(domain="字" * 253))  # too long as an address

    found = everything(client) | read(client, "/news-sitemap.xml")

    assert len([address for address in found if address.startswith("/news/2")]) == 4
    assert len([address for address in found if address.startswith("/providers/")]) == 3
    assert "javascript" not in "".join(found)


def test_largest_file_stays_within_the_limits_of_the_protocol() -> None:
    largest_entry = 2048 + len("<url><loc></loc><lastmod>2024-05-01T12:00:00Z</lastmod></url>")

    assert sections.SPAN <= 50_000
    assert sections.SPAN * largest_entry < 50 * 2**20


def test_robots_are_told_where_the_sitemaps_are(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://news.example.org"
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "",
        "Sitemap: https://news.example.org/sitemap.xml",
        "Sitemap: https://news.example.org/news-sitemap.xml",
    ]

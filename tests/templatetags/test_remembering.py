"""Remembered parts of pages: rendered once for all that they show, never wrong."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from articles.models import Article, Image, Mention, Provider, Topic
from tests.factories import link, make_image, make_mention, make_provider, make_stub, make_topic
from tests.public.world import published

pytestmark = pytest.mark.django_db

FILE = {"name": "a.jpg", "width": 3, "height": 2}
CHANGES: dict[str, tuple[Any, str]] = {
    "title": (lambda article: Article.objects.update(title="Another title"), "Another title"),
    "excerpt": (lambda article: Article.objects.update(excerpt="Other words"), "Other words"),
    "slug": (lambda article: Article.objects.update(slug="2024-05-01-other"), "/news/2024-05-01-other/"),
    "provider's name": (lambda article: Provider.objects.update(name="Other Times"), "Other Times"),
    "topic": (lambda article: article.topics.update(name="Other topic"), "Other topic"),
    "picture": (
        lambda article: Image.objects.update(renditions={"card": FILE, "page": FILE}),
        "a.jpg",
    ),
    "coverage": (
        lambda article: link(article, make_stub(), mention=make_mention(title="Report")),
        "1 more source",
    ),
}


@pytest.mark.parametrize("page", ["/", "/news/", "/search/?q=title"])
@pytest.mark.parametrize("change", CHANGES)
def test_page_shows_what_changed_at_once(client: Client, change: str, page: str) -> None:
    topic, provider = make_topic("AI"), make_provider("Times", logo=ContentFile(b"", "logo.png"))
    article = published("Title", excerpt="Words", topics=(topic,), provider=provider)
    make_image(article)
    make, expected = CHANGES[change]
    assert expected not in unmarked(client, page)

    make(article)

    assert expected in unmarked(client, page)


def unmarked(client: Client, page: str) -> str:
    """A page without the marks of what a search found."""
    return client.get(page).content.decode().replace("<mark>", "").replace("</mark>", "")


def test_same_row_is_marked_for_each_query_anew(client: Client) -> None:
    published("Robots sing", excerpt="And dance")

    for query, marked in (("robots", "<mark>Robots</mark> sing"), ("sing", "Robots <mark>sing</mark>")):
        assert marked in client.get("/search/", {"q": query}).content.decode()


@pytest.mark.parametrize(
    ("model", "change", "expected"),
    [
        (Article, {"excerpt": "Other words"}, "Other words"),
        (Article, {"commentary": "Ours"}, "Ours"),
        (Provider, {"name": "Other Times"}, "Read at Other Times"),
    ],
)
def test_entry_of_a_feed_shows_what_changed_at_once(
    client: Client, model: Any, change: dict[str, str], expected: str
) -> None:
    published("Title", excerpt="Words", provider=make_provider("Times"))
    assert expected not in client.get("/feeds/latest.rss").content.decode()

    model.objects.update(**change)

    assert expected in client.get("/feeds/latest.rss").content.decode()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda topic: Topic.objects.update(name="Renamed"), "Renamed"),
        (lambda topic: Topic.objects.update(slug="elsewhere"), "/topics/elsewhere/"),
        (lambda topic: Article.objects.update(title="Another title"), "Another title"),
        (lambda topic: Mention.objects.update(said={"title": "Another report"}), "Another report"),
        (lambda topic: Provider.objects.update(domain="other.example"), "/providers/other.example/"),
    ],
)
def test_front_page_shows_what_changed_at_once(client: Client, change: Any, expected: str) -> None:
    topic, provider = make_topic("AI"), make_provider("Times")
    articles = [
        published(f"One {number}", slug=f"one-{number}", topics=(topic,), provider=provider)
        for number in range(20)
    ]
    for article in articles:
        link(article, make_stub(), mention=make_mention(title="Report"))
    before = client.get("/").content.decode()
    assert '<section class="block' in before
    assert expected not in before

    change(topic)

    assert expected in client.get("/").content.decode()


def test_front_page_tells_the_clock_on_the_same_day_only(client: Client) -> None:
    now = datetime(2024, 5, 1, 23, 59, tzinfo=UTC)
    for _ in range(3):
        published(heat=1000, live_from=now - timedelta(hours=2))  # these lead
    published(published_at=now - timedelta(minutes=58), live_from=now - timedelta(hours=1))

    told = []
    for passed in (timedelta(0), timedelta(minutes=2), timedelta(days=366)):
        with time_machine.travel(now + passed, tick=False):
            content = client.get("/").content.decode()
            told += re.findall(r'masthead-date"><time datetime="([^"]+)"', content)
            told += re.findall(r'latest-time">.*?aria-hidden="true">([^<]+)<', content)

    assert told == ["2024-05-01", "23:01", "2024-05-02", "1 May", "2025-05-02", "1 May 2024"]


def test_every_page_has_the_name_that_the_site_has_now(client: Client, settings: Any) -> None:
    client.get("/about/")
    settings.SITE_NAME = "The Other Room"

    content = client.get("/about/").content.decode()

    assert '<a href="/">The Other Room</a>' in content
    assert '<p class="footer-name">The Other Room</p>' in content


@pytest.mark.parametrize(
    ("address", "name"),
    [
        *(("/news/", "News"), ("/topics/", "Topics"), ("/providers/", "Providers"), ("/archive/", "Archive")),
        *(("/search/", "Search"), ("/about/", "About"), ("/feeds/", "Feeds")),
    ],
)
def test_navigation_tells_where_readers_are(client: Client, address: str, name: str) -> None:
    content = client.get(address).content.decode()

    assert re.findall(r'<a href="([^"]+)" aria-current="true">([^<]+)</a></li>', content) == [(address, name)]


def test_times_go_on_passing(client: Client) -> None:
    now = timezone.now()
    target = published("Target", published_at=now, live_from=now)
    article = published("Lists it", published_at=now - timedelta(days=3))
    link(article, target, mention=make_mention(title="Target"))

    for page in ("/news/", article.get_absolute_url()):
        for passed, told in ((59, "just now"), (60, "1 minute ago"), (7200, "2 hours ago")):
            with time_machine.travel(now + timedelta(seconds=passed), tick=False):
                content = client.get(f"{page}?sort=quality").content.decode()
                assert f'aria-hidden="true">{told}<' in content, (page, told)


def test_time_zone_of_the_site_counts(client: Client, settings: Any) -> None:
    published("Seen", published_at="2024-05-01T20:00Z")
    assert "1 May 2024" in client.get("/news/?sort=heat").content.decode()

    settings.TIME_ZONE = "Asia/Tokyo"

    assert "2 May 2024" in client.get("/news/?sort=heat").content.decode()

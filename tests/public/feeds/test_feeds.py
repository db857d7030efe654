"""Feeds: what they hold, how they credit it, what never changes in them, and that nothing breaks them."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from articles.catalogue import refresh
from articles.curation.edit import edit
from articles.curation.pictures import PictureLine
from articles.curation.withdraw import withdraw
from articles.images.check import check
from articles.models import Article
from tests.factories import DAY, make_article, make_image, make_provider, make_topic
from tests.images.samples import picture
from tests.people import editor
from tests.public.feeds.reading import FORMATS, read
from tests.public.world import feeds, make_world, published

__all__ = ["editor"]
pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HUB = "https://hub.example.org/"


def full_article(**fields: Any) -> Article:
    provider = make_provider("Daily Breeze", domain="dailybreeze.com")
    topics = (make_topic("Computer Vision"), make_topic("Police"))
    return published(**{"provider": provider, "topics": topics, **fields})


def test_every_feed_says_the_same_in_every_format(client: Client) -> None:
    article = full_article(title="LAPD & <the> rest", excerpt="Said", commentary="**Ours**")

    for address in feeds(article):
        [entry] = read(client, address)
        assert entry.id == article.feed_id, address
        assert entry.title == "LAPD & <the> rest", address
        assert entry.url == f"http://127.0.0.1:8000{article.get_absolute_url()}", address
        assert entry.author == "Daily Breeze", address
        assert entry.topics == ["Computer Vision", "Police"], address
        assert entry.updated == f"{article.changed_at:%Y-%m-%dT%H:%M:%S}", address
        assert "<p>Said</p>" in entry.content, address
        assert "What we at Newsroom say</h2><p><strong>Ours</strong></p>" in entry.content, address
        assert f'<a href="{article.web_url}">Read at Daily Breeze</a>' in entry.content, address


def test_provider_is_credited_as_the_source(client: Client) -> None:
    full_article(web_url="https://dailybreeze.com/a b")

    [atom] = ElementTree.fromstring(client.get("/feeds/latest.atom").content).iter(f"{ATOM}entry")
    [rss] = ElementTree.fromstring(client.get("/feeds/latest.rss").content).iter("source")
    [item] = json.loads(client.get("/feeds/latest.json").content)["items"]

    assert atom.findtext(f"{ATOM}source/{ATOM}title") == "Daily Breeze"
    assert atom.findtext(f"{ATOM}source/{ATOM}id") == "https://dailybreeze.com"
    links = {one.get("rel"): one.get("href") for one in atom.iter(f"{ATOM}link")}
    assert links["via"] == item["external_url"] == "https://dailybreeze.com/a%20b"
    assert (rss.text, rss.get("url")) == ("Daily Breeze", "https://dailybreeze.com")


def test_article_written_here_is_ours(client: Client) -> None:
    published("Ours", web_url="", excerpt="", commentary="We found out.")

    for kind in FORMATS:
        [entry] = read(client, f"/feeds/latest.{kind}")
        assert entry.author == "Newsroom", kind
        assert "Read at" not in entry.content, kind


def test_sixty_entries_in_order_of_going_live(client: Client) -> None:
    articles = [
        published(live_from=DAY + timedelta(minutes=number), published_at=DAY - timedelta(minutes=number))
        for number in range(62)
    ]

    for kind in FORMATS:
        found = [entry.id for entry in read(client, f"/feeds/latest.{kind}")]
        assert found == [one.feed_id for one in reversed(articles)][:60], kind


def test_ids_outlive_every_edit_and_a_move_of_the_site(client: Client, editor: User, settings: Any) -> None:
    article = full_article(title="Before")
    before = {address: read(client, address)[0] for address in feeds(article)}

    edit(article, by=editor, values={"title": "After", "web_url": "https://other.example/"})
    Article.objects.update(slug="2024-05-01-after")
    settings.SITE_URL = "https://moved.example.org"

    for address, then in before.items():
        [now] = read(client, address)
        assert now.id == then.id, address
        assert now.title == "After", address
        assert now.url == "https://moved.example.org/news/2024-05-01-after/", address
        assert now.updated >= then.updated, address


def test_updated_tells_when_readers_last_saw_a_difference(client: Client, editor: User) -> None:
    article = full_article()
    Article.objects.update(changed_at=DAY)

    def updated() -> set[str]:
        return {read(client, address)[0].updated for address in feeds(article)}

    assert updated() == {f"{article.live_from:%Y-%m-%dT%H:%M:%S}"}  # appearing is a change, too
    edit(article, by=editor, values={"quality": 7})
    assert updated() == {f"{article.live_from:%Y-%m-%dT%H:%M:%S}"}
    edit(article, by=editor, values={"excerpt": "New"})
    assert updated() == {f"{Article.objects.get().changed_at:%Y-%m-%dT%H:%M:%S}"}


def test_withdrawn_article_leaves_every_feed(client: Client, editor: User) -> None:
    article = full_article()
    withdraw(Article.objects.all(), by=editor)

    for address in feeds(article):
        if "latest" in address:
            assert read(client, address) == []
        else:
            assert client.get(address).status_code == 404, address


def test_scheduled_article_comes_with_its_time_and_no_write(client: Client) -> None:
    article = full_article(live_from=timezone.now() + timedelta(hours=1))
    refresh()
    assert read(client, "/feeds/latest.atom") == []

    soon = timezone.now() - timedelta(seconds=1)
    Article.objects.update(live_from=soon)
    for address in feeds(article):
        assert [entry.id for entry in read(client, address)] == [article.feed_id], address


def test_topics_and_providers_of_unpublished_articles_have_no_feed(client: Client) -> None:
    _, unseen = make_world()

    for article in unseen.values():
        for address in feeds(article)[3:]:
            assert client.get(address).status_code == 404, address


@pytest.mark.usefixtures("page_cache")
def test_feed_that_a_reader_has_is_answered_with_304(client: Client) -> None:
    for address in [*feeds(full_article()), "/feeds/"]:
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b""), address


def test_feed_of_nothing_does_not_look_new_each_time(client: Client) -> None:
    for kind in FORMATS:
        address = f"/feeds/latest.{kind}"
        assert read(client, address) == []
        assert client.get(address)["ETag"] == client.get(address)["ETag"]


def test_picture_of_ours_is_enclosed_with_its_true_size(client: Client, editor: User) -> None:
    article = full_article()
    make_image(article, url="https://pictures.example.org/hotlink.jpg", width=4, height=3)
    for address in feeds(article):
        assert read(client, address)[0].enclosures == []
        assert "hotlink" not in client.get(address).content.decode(), address

    upload = PictureLine(None, upload=check(BytesIO(picture(file_format="JPEG"))))
    edit(article, by=editor, values={}, pictures=[upload])
    _, held = Article.objects.get().picture("page") or (None, None)
    assert held
    size = Path(default_storage.path(held.name)).stat().st_size

    for address in feeds(article):
        expected = [(f"http://127.0.0.1:8000{held.url}", "image/jpeg", size)]
        assert read(client, address)[0].enclosures == expected, address


def test_length_of_an_older_picture_is_asked_of_the_storage_and_a_lost_file_is_left_out(
    client: Client, editor: User
) -> None:
    article = full_article()
    upload = PictureLine(None, upload=check(BytesIO(picture(file_format="GIF"))))
    edit(article, by=editor, values={}, pictures=[upload])
    image = article.images.get()
    noted = image.renditions["page"].pop("bytes")
    image.save()
    assert read(client, "/feeds/latest.rss")[0].enclosures[0][1:] == ("image/webp", noted)

    default_storage.delete(image.renditions["page"]["name"])
    assert read(client, "/feeds/latest.rss")[0].enclosures == []


@pytest.mark.parametrize("hub", ["", HUB])
def test_feed_names_itself_and_the_hub_if_there_is_one(client: Client, settings: Any, hub: str) -> None:
    settings.WEBSUB_HUB = hub
    rels = {"self", "hub"} if hub else {"self"}
    for address in feeds(full_article()):
        response = client.get(address)
        whole = f"http://127.0.0.1:8000{address}"
        header = [f'<{whole}>; rel="self"', *([f'<{hub}>; rel="hub"'] if hub else [])]
        assert response["Link"] == ", ".join(header)
        if address.endswith("json"):
            document = json.loads(response.content)
            assert document["feed_url"] == whole
            assert document.get("hubs") == ([{"type": "WebSub", "url": hub}] if hub else None)
        else:
            links = {one.rel: one.href for one in feedparser.parse(response.content).feed.links}
            assert {rel for rel in links if rel != "alternate"} == rels
            assert links["self"] == whole
            assert links.get("hub", "") == hub


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Control \x00\x07\x0b\x1f character".replace("\x00", "")},
        {"title": "\x07\x1b"},
        {"title": "No \ufffe\uffff\U0001ffff character", "excerpt": "\ufdd0 \x85 \u202e"},
        {"excerpt": "]]> </p><script>alert(1)</script> &lt;script>"},
        {"title": "<script>alert(1)</script>", "excerpt": "<![CDATA[ &nbsp; <!--"},
        {"commentary": "<script>alert(1)</script> [a](javascript:alert(1)) \x07\ufffe"},
        {"web_url": "javascript:alert(1)", "original_url": "javascript:alert(1)"},
        {"web_url": "JAVA\tSCRIPT:alert(1)"},
        {"published_at": None},
    ],
)
def test_what_was_put_into_the_database_by_hand_breaks_no_feed(
    client: Client, fields: dict[str, Any]
) -> None:
    article = full_article(**fields)

    for address in feeds(article):
        [entry] = read(client, address)
        assert entry.title, address
        assert "<script" not in entry.content, address
        text = client.get(address).content.decode()
        assert not set("\x07\x0b\x1b\x1f\x85\ufffe\uffff\U0001ffff\ufdd0\u202e") & set(text), address
        assert 'href="javascript' not in text.lower().replace("&quot;", '"').replace('\\"', '"'), address
        assert "script:" not in text.lower() or "](javascript" in text.lower(), address


def test_names_put_in_by_hand_break_no_feed(client: Client) -> None:
    nasty = '"><svg onload=alert(1)>\u202e\tx\r\n\x07y\ufffe'
    article = published(
        provider=make_provider(nasty, domain='a"b>/ü\x07.example'), topics=(make_topic(nasty, slug="n"),)
    )

    for address in feeds(article):
        [entry] = read(client, address)
        assert entry.author == entry.topics[0] == '"><svg onload=alert(1)> x y', address


def test_provider_whose_domain_looks_like_a_feed_has_its_own_page_and_feed(client: Client) -> None:
    plain = published("Plain", provider=make_provider(domain="a.example"))
    odd = published("Odd", provider=make_provider(domain="a.example/feed.atom"))

    assert [one.id for one in read(client, "/providers/a.example/feed.atom")] == [plain.feed_id]
    assert [one.id for one in read(client, "/providers/a.example/feed.atom/feed.atom")] == [odd.feed_id]
    assert ">Odd<" in client.get("/providers/a.example/feed.atom/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/feeds/latest.xml", "/feeds/latest.atom/", "/topics/nope/feed.atom", "/providers/nope/feed.rss"],
)
def test_what_is_no_feed_is_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_name_their_feeds_and_so_does_the_page_of_feeds(client: Client) -> None:
    article = full_article()
    topic, provider = article.ordered_topics[0], article.provider
    assert provider
    named = {
        "/": "/feeds/latest",
        "/news/": "/feeds/latest",
        topic.get_absolute_url(): f"{topic.get_absolute_url()}feed",
        provider.get_absolute_url(): f"{provider.get_absolute_url()}feed",
    }

    everything = client.get("/feeds/").content.decode()
    for page, feed in named.items():
        content = client.get(page).content.decode()
        for kind, media_type in (("atom", "atom+xml"), ("rss", "rss+xml"), ("json", "feed+json")):
            assert f'<link rel="alternate" type="application/{media_type}" title=' in content, page
            assert f'href="{feed}.{kind}">' in content.split("<body")[0], page
            assert client.get(f"{feed}.{kind}")["Content-Type"].startswith(f"application/{media_type}")
            assert f'href="{feed}.{kind}"' in everything, page
    assert 'href="/feeds/"' in client.get("/").content.decode()


def test_feeds_of_an_article_without_files_are_for_any_origin(client: Client) -> None:
    make_article()

    assert client.get("/feeds/latest.json")["Access-Control-Allow-Origin"] == "*"

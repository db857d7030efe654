"""What search engines may list: pages and sitemaps say the same, whatever the setting."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.catalogue import refresh
from tests.factories import make_article, make_provider, make_topic
from tests.people import curator
from tests.public.sitemaps.sitemaps import everything, read
from tests.public.world import published, unseen_fields

__all__ = ["curator"]
pytestmark = pytest.mark.django_db

WORDS = {
    "excerpt": {"excerpt": "Theirs"},
    "nothing": {},
    "body": {"body": "Theirs, in full"},
    "commentary": {"commentary": "Ours"},
    "blank commentary": {"commentary": " \n"},
    "written here": {"web_url": "", "body": "Ours"},
    "original address": {"web_url": "", "original_url": "https://a.example/"},
}
ALWAYS = {"commentary", "blank commentary", "written here"}


def robots(client: Client, address: str) -> str:
    tags = re.findall(r'<meta name="robots" content="([^"]*)">', client.get(address).content.decode())
    assert len(tags) < 2
    return tags[0] if tags else ""


@pytest.mark.parametrize("excerpts", [True, False])
def test_pages_and_sitemaps_agree_on_every_kind_of_article(
    client: Client, settings: Any, excerpts: bool
) -> None:
    settings.INDEX_EXCERPTS = excerpts
    articles = {name: published(live_from=timezone.now(), **fields) for name, fields in WORDS.items()}
    for fields in unseen_fields().values():
        make_article(**{"commentary": "Ours", **fields})
    refresh()

    tags = {name: robots(client, one.get_absolute_url()) for name, one in articles.items()}
    listed = {name for name, tag in tags.items() if not tag}

    assert listed == (set(WORDS) if excerpts else ALWAYS)
    assert {tags[name] for name in WORDS if name not in listed} <= {"noindex, follow"}
    addresses = {articles[name].get_absolute_url() for name in listed}
    assert {one for one in everything(client) if one.startswith("/news/2")} == addresses
    assert set(read(client, "/news-sitemap.xml")) == addresses


def test_sitemap_without_articles_that_may_be_listed_names_no_file_of_them(
    client: Client, settings: Any
) -> None:
    settings.INDEX_EXCERPTS = False
    published()

    assert not [path for path in read(client, "/sitemap.xml") if "articles" in path]
    assert client.get("/sitemap-articles-1.xml").status_code == 404


@pytest.mark.parametrize("state", unseen_fields())
def test_staff_preview_is_hidden(client: Client, curator: User, state: str) -> None:
    client.force_login(curator)

    article = make_article(**{"commentary": "Ours", **unseen_fields()[state]})
    assert robots(client, article.get_absolute_url()) == "noindex"


def test_whole_lists_are_listed_and_parts_of_them_are_not(client: Client) -> None:
    topic, provider = make_topic("Space"), make_provider(domain="a.example")
    for _ in range(30):
        published(topics=(topic,), provider=provider)
    lists = ["/news/", "/topics/space/", "/providers/a.example/", "/archive/2024/", "/archive/2024/05/"]
    found = everything(client)

    for address in lists:
        after = re.findall(r'href="(\?after=[^"]*)"', client.get(address).content.decode())
        assert after, address
        assert robots(client, address) == robots(client, f"{address}?utm_source=x") == "", address
        assert address in found
        for query in (after[0], "?sort=heat", "?topic=space", "?min_quality=0", "?q=a", "?sort=nope"):
            assert robots(client, address + query) == "noindex, follow", address + query
    for address in ("/search/", "/search/?q=a", "/search/?utm_source=x"):
        assert robots(client, address) == "noindex, follow", address
    assert not [address for address in found if address.startswith("/search/")]
    for address in ("/", "/topics/", "/providers/", "/archive/", "/feeds/", "/about/"):
        assert robots(client, address) == "", address
        assert address in found

"""The heads of pages: canonical addresses, OpenGraph, Twitter cards, linked data that a schema accepts."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from articles.models import Article
from tests.factories import DAY, make_article, make_image, make_provider, make_topic
from tests.people import curator
from tests.public.sitemaps.sitemaps import HOME, everything
from tests.public.world import pages, published, unseen_fields

__all__ = ["curator"]
pytestmark = pytest.mark.django_db

TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://[!-~]+$"}
INSTANT = {"type": "string", "format": "date-time"}


def node(kind: str, required: str, **properties: Any) -> dict[str, Any]:
    """A schema of a node: what it must and may say, and nothing else."""
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type", *required.split()],
        "additionalProperties": False,
    }


def items(**properties: Any) -> dict[str, Any]:
    item = node("ListItem", " ".join(["position", *properties]), position={"type": "integer"}, **properties)
    return {"type": "array", "items": item}


ORGANIZATION = node("Organization", "name", name=TEXT, url=ADDRESS)
ORIGINAL = node(
    "NewsArticle", "headline url", headline=TEXT, url=ADDRESS, datePublished=INSTANT, publisher=ORGANIZATION
)
SIZE = {"type": "integer", "minimum": 1}
IMAGE = node(
    "ImageObject", "url width height", url=ADDRESS, width=SIZE, height=SIZE, caption=TEXT, creditText=TEXT
)
NEEDED = "url mainEntityOfPage headline inLanguage datePublished dateModified author publisher"
TEXTS = {"type": "array", "items": TEXT}
SEARCH = {"type": "object"}
SCHEMA = {  # of schema.org, as far as we use it, with what search engines require
    "type": "object",
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "minItems": 1,
            "items": {
                "oneOf": [
                    node(
                        "NewsArticle",
                        NEEDED,
                        **dict.fromkeys(("url", "mainEntityOfPage"), ADDRESS),
                        **dict.fromkeys(("headline", "description", "inLanguage"), TEXT),
                        **dict.fromkeys(("datePublished", "dateModified"), INSTANT),
                        **dict.fromkeys(("author", "publisher", "sourceOrganization"), ORGANIZATION),
                        **dict.fromkeys(("articleSection", "keywords"), TEXTS),
                        isBasedOn=ORIGINAL,
                        image=IMAGE,
                    ),
                    node("BreadcrumbList", "itemListElement", itemListElement=items(name=TEXT, item=ADDRESS)),
                    node("ItemList", "itemListElement", itemListElement=items(url=ADDRESS)),
                    node("WebSite", "name url", name=TEXT, url=ADDRESS, potentialAction=SEARCH),
                ]
            },
        },
    },
    "required": ["@context", "@graph"],
    "additionalProperties": False,
}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def head(client: Client, address: str) -> dict[str, list[str]]:
    """What the head says: by name or property of `meta`, and `canonical`."""
    content = client.get(address).content.decode().split("<body")[0]
    found: dict[str, list[str]] = {}
    for name, said in re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', content):
        found.setdefault(name, []).append(unescape(said))
    found["canonical"] = [unescape(one) for one in re.findall(r'rel="canonical" href="([^"]*)"', content)]
    return found


def linked(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """The linked data of a page, checked, by type; empty where there is none."""
    blocks = BLOCK.findall(client.get(address).content.decode())
    assert len(blocks) < 2
    if not blocks:
        return {}
    document = json.loads(blocks[0])
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(SCHEMA, format_checker=checker).validate(document)
    by_type = {one["@type"]: one for one in document["@graph"]}
    assert len(by_type) == len(document["@graph"])
    for one in by_type.values():
        places = [item["position"] for item in one.get("itemListElement", ())]
        assert places == list(range(1, len(places) + 1))
    return by_type


def full_article(**fields: Any) -> Article:
    topics = (make_topic("Computer Vision", slug="vision"), make_topic("Police"))
    provider = make_provider("Daily Breeze", domain="dailybreeze.com")
    values = {"title": "LAPD & <the> rest", "excerpt": "Said", "topics": topics, "provider": provider}
    return published(**{**values, "live_from": timezone.now(), "published_at": DAY, **fields})


def test_article_says_what_it_is_to_those_who_share_it(client: Client) -> None:
    article = full_article()
    held = {"page": {"name": "a.webp", "width": 640, "height": 360, "bytes": 7}}
    make_image(article, url="", renditions=held, title="A street", credit="Jo Doe")

    said = head(client, article.get_absolute_url())

    address = f"{HOME}{article.get_absolute_url()}"
    assert said["canonical"] == said["og:url"] == [address]
    assert said["og:type"] == ["article"]
    assert said["og:site_name"] == ["Newsroom"]
    assert said["og:title"] == ["LAPD & <the> rest"]
    assert said["og:description"] == said["description"] == ["Said"]
    assert said["og:image"] == [f"{HOME}/media/a.webp"]
    assert said["og:image:type"] == ["image/webp"]
    assert (said["og:image:width"], said["og:image:height"]) == (["640"], ["360"])
    assert said["og:image:alt"] == ["A street"]
    assert said["twitter:card"] == ["summary_large_image"]
    assert said["article:tag"] == ["Computer Vision", "Police"]
    [image] = [linked(client, article.get_absolute_url())["NewsArticle"]["image"]]
    assert (image["url"], image["creditText"]) == (f"{HOME}/media/a.webp", "Jo Doe")


def test_article_credits_its_provider_in_linked_data(client: Client) -> None:
    article = full_article(web_url="https://dailybreeze.com/a b")
    breeze = {"@type": "Organization", "name": "Daily Breeze", "url": "https://dailybreeze.com"}

    found = linked(client, article.get_absolute_url())

    said = found["NewsArticle"]
    assert said["author"] == said["sourceOrganization"] == breeze
    assert said["publisher"]["name"] == "Newsroom"
    assert said["headline"] == "LAPD & <the> rest"
    assert said["isBasedOn"] == {
        "@type": "NewsArticle",
        "headline": "LAPD & <the> rest",
        "url": "https://dailybreeze.com/a%20b",
        "datePublished": "2024-05-01T12:00:00Z",
        "publisher": breeze,
    }
    trail = [(one["name"], one["item"]) for one in found["BreadcrumbList"]["itemListElement"]]
    assert trail == [
        ("Newsroom", f"{HOME}/"),
        ("News", f"{HOME}/news/"),
        ("LAPD & <the> rest", f"{HOME}{article.get_absolute_url()}"),
    ]


def test_article_written_here_is_ours_in_linked_data(client: Client) -> None:
    said = linked(client, published(web_url="", commentary="Ours").get_absolute_url())["NewsArticle"]

    assert said["author"]["name"] == "Newsroom"
    assert "isBasedOn" not in said
    assert "sourceOrganization" not in said


def test_lists_name_their_articles_and_the_way_to_them(client: Client) -> None:
    article = full_article(live_from=DAY)
    address = f"{HOME}{article.get_absolute_url()}"
    trails = {
        "/news/": ["Newsroom", "News"],
        "/topics/vision/": ["Newsroom", "Topics", "Computer Vision"],
        "/providers/dailybreeze.com/": ["Newsroom", "Providers", "Daily Breeze"],
        "/archive/2024/": ["Newsroom", "Archive", "2024"],
        "/archive/2024/05/": ["Newsroom", "Archive", "2024", "May 2024"],
        "/archive/2024/05/01/": ["Newsroom", "Archive", "2024", "May 2024", "1 May 2024"],
    }

    for path, trail in trails.items():
        found = linked(client, path)
        steps = found["BreadcrumbList"]["itemListElement"]
        assert [one["name"] for one in steps] == trail, path
        assert steps[-1]["item"] == f"{HOME}{path}", path
        for step in steps:
            assert client.get(step["item"].removeprefix(HOME)).status_code == 200, path
        assert [one["url"] for one in found["ItemList"]["itemListElement"]] == [address], path


def test_front_page_says_what_site_this_is(client: Client) -> None:
    article = full_article()

    found = linked(client, "/")

    site = found["WebSite"]
    assert (site["name"], site["url"]) == ("Newsroom", f"{HOME}/")
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{HOME}/search/?q={{search_term_string}}"
    shown = [one["url"] for one in found["ItemList"]["itemListElement"]]
    assert shown == [f"{HOME}{article.get_absolute_url()}"]


def test_every_page_has_one_title_one_description_and_one_address(client: Client) -> None:
    for address in pages(full_article()):
        said = head(client, address)
        assert said["og:url"] == said["canonical"] == [f"{HOME}{address}"], address
        assert len(said["og:title"]) == len(said["description"]) == len(said["twitter:card"]) == 1, address
        assert said["og:title"][0], address
        assert said["og:description"] == said["description"], address


def test_canonical_address_is_the_one_in_the_sitemap(client: Client) -> None:
    full_article(provider=make_provider(domain="a\"b'>/ü&.example"))

    found = everything(client)
    assert len(found) > 10
    for address in found:
        assert head(client, address)["canonical"] == [f"{HOME}{address}"]


@pytest.mark.parametrize(
    "address", ["/news/?sort=heat", "/news/?sort=nope", "/search/", "/search/?q=a", "/nope/"]
)
def test_pages_that_are_not_listed_have_no_linked_data(client: Client, address: str) -> None:
    full_article()

    assert linked(client, address) == {}


@pytest.mark.parametrize("state", unseen_fields())
def test_staff_preview_has_no_linked_data(client: Client, curator: User, state: str) -> None:
    client.force_login(curator)

    assert linked(client, make_article(**unseen_fields()[state]).get_absolute_url()) == {}


def test_nothing_ends_the_block_of_linked_data_or_the_head(client: Client) -> None:
    nasty = '</script><script>alert(1)</script> "><svg onload=alert(1)> <!-- \u2028 \\ \x07\ufffe'
    article = full_article(
        title=nasty,
        excerpt=nasty,
        web_url="javascript:alert(1)",
        original_url="javascript:alert(1)",
        provider=make_provider(nasty, domain="a.example"),
        topics=(make_topic(nasty, slug="n"),),
    )

    for address in ("/", "/news/", "/topics/n/", "/providers/a.example/", article.get_absolute_url()):
        content = client.get(address).content.decode()
        assert linked(client, address), address
        assert len(re.findall(r'<script(?! src="/static/)', content)) == 1, address
        assert "<svg onload" not in content, address
        assert not {"\x07", "\ufffe"} & set(content), address
        assert "javascript:" not in BLOCK.findall(content)[0], address
    said = linked(client, article.get_absolute_url())["NewsArticle"]
    assert said["headline"].startswith("</script><script>alert(1)</script>")
    assert "isBasedOn" not in said

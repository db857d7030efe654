"""One article in the API: its values as they stand, its coverage as readers may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.curation.edit import edit
from articles.models import Article, FormerSlug, Image, RelatedLink
from tests.api.asking import ask
from tests.factories import DAY, link, make_article, make_image, make_mention, make_provider, make_stub
from tests.people import editor
from tests.public.world import LOST, SECRET, published, unseen_fields

__all__ = ["editor"]
pytestmark = pytest.mark.django_db
RELATED_KEYS = [
    *("title", "excerpt", "publishedDateTime", "webUrl", "ampWebUrl", "cdnAmpWebUrl", "type", "provider"),
    "images",
]


def detail(article: Article) -> dict:
    return ask(f"news/{article.slug}/index.json")


def test_a_detail_is_the_list_item_with_its_coverage() -> None:
    article = published(excerpt="Tabs\tand\n", body="A *body*.\n", provider=make_provider("The Paper"))

    [item] = ask("news/index.json")["value"]
    assert detail(article) == {**item, "related": []}
    assert item["excerpt"] == "Tabs\tand\n"
    assert item["content"] == "A *body*.\n"


def test_what_is_not_known_is_null() -> None:
    article = published(web_url="", original_url="https://a.example/", body=" \n")

    said = detail(article)
    nulls = ("excerpt", "webUrl", "images", "provider", "topics", "featuredContent", "ampWebUrl", "highlight")
    assert [said[key] for key in nulls] == [None] * len(nulls)
    assert said["content"] == ""


def test_keys_that_we_do_not_use_are_given_as_the_file_says_them() -> None:
    extra = {
        "sourceUrl": "https://source.example/",
        "highlight": "Look!",
        "tags": ["a", 1, "b"],
        "updatedDateTime": "2024-05-02T00:00:00Z",
        "locale": "de-de",
        "removed": True,
    }

    said = detail(published(extra=extra))
    assert [said[key] for key in ("sourceUrl", "highlight", "tags", "updatedDateTime", "locale")] == [
        *("https://source.example/", "Look!", ["a", "b"], "2024-05-02T00:00:00Z", "de-de")
    ]
    assert "removed" not in said


def test_values_that_staff_changed_are_given_as_they_changed_them(editor) -> None:
    article = published("As the file says", flagged=True)
    edit(article, by=editor, values={"title": "As we say"})

    assert detail(article)["title"] == "As we say"


def test_secured_values_and_commentary_are_never_given() -> None:
    article = published(secured=SECRET, commentary="Ours alone")

    content = Client().get(f"/api/news/{article.slug}/index.json").content.decode()
    assert SECRET not in content
    assert "Ours alone" not in content


def test_an_uploaded_picture_is_given_at_our_address(settings) -> None:
    settings.SITE_URL = "https://news.example.org"
    article = published()
    held = {"page": {"name": "pictures/a.jpg", "width": 800, "height": 600}}
    make_image(article, url="", renditions=held, title="A view", credit="Alice")

    assert detail(article)["images"] == [
        {
            "url": "https://news.example.org/media/pictures/a.jpg",
            "width": 800,
            "height": 600,
            "title": "A view",
            "attribution": "Alice",
            "isCached": True,
        }
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "http:///x"])
def test_an_address_that_must_not_become_a_link_is_not_given(address: str) -> None:
    provider = make_provider(images=[{"url": address}])
    article = published(web_url=address, amp_url=address, extra={"sourceUrl": address}, provider=provider)
    Image.objects.create(article=article, url=address)
    link(article, make_stub(mention=make_mention(title="Other", web_url=address)))

    assert address not in Client().get(f"/api/news/{article.slug}/index.json").content.decode()


def test_coverage_comes_in_order_with_what_upstream_says_of_unpublished_targets() -> None:
    article, seen = published(), published("Seen", excerpt="Here", provider=make_provider("The Paper"))
    make_image(seen, url="https://img.example/seen.jpg", width=4, height=3)
    candidate = make_article("Edited by staff", excerpt="Staff's words")
    paper = make_provider("The Other", images=[{"url": "https://other.example/logo.png", "width": 50}])
    said = make_mention(
        paper,
        title="As upstream says",
        published_at="2024-05-01T12:00:00Z",
        web_url="https://other.example/a",
        amp_url="https://other.example/amp",
        type="article",
        images=[{"url": "https://img.example/other.jpg", "is_cached": True}],
    )
    link(article, candidate, mention=said)
    link(article, seen, mention=make_mention(title="Older words"))

    first, second = detail(article)["related"]
    assert list(first) == RELATED_KEYS
    assert first["title"] == "As upstream says"
    assert first["excerpt"] is None
    assert first["publishedDateTime"] == "2024-05-01T12:00:00Z"
    assert (first["webUrl"], first["ampWebUrl"]) == ("https://other.example/a", "https://other.example/amp")
    assert first["provider"]["name"] == "The Other"
    assert first["provider"]["images"][0]["url"] == "https://other.example/logo.png"
    assert [image["url"] for image in first["images"]] == ["https://img.example/other.jpg"]
    assert (second["title"], second["excerpt"]) == ("Seen", "Here")
    assert [image["url"] for image in second["images"]] == ["https://img.example/seen.jpg"]


def test_hidden_links_are_not_given() -> None:
    article = published()
    link(article, make_stub(), hidden=True)

    assert detail(article)["related"] == []


@pytest.mark.parametrize("state", unseen_fields())
def test_an_unpublished_article_answers_404_or_410_if_readers_had_it(state: str) -> None:
    article = make_article("CANARY", **unseen_fields()[state])
    FormerSlug.objects.create(slug="2024-05-01-as-it-was", article=article)

    for slug in (article.slug, "2024-05-01-as-it-was"):
        status = 410 if state in LOST else 404
        assert "CANARY" not in str(ask(f"news/{slug}/index.json", status=status))


def test_a_stub_is_not_there() -> None:
    stub = make_stub()

    assert stub.slug is None
    ask("news/None/index.json", status=404)


def test_a_former_slug_leads_to_the_present_one() -> None:
    article = published()
    FormerSlug.objects.create(slug="2024-05-01-as-it-was", article=article)

    response = Client().get("/api/news/2024-05-01-as-it-was/index.json")
    assert (response.status_code, response["Location"]) == (301, f"/api/news/{article.slug}/index.json")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_detail_asks_the_same_number_of_questions_whatever_it_lists() -> None:
    def questions(number: int) -> int:
        article = published(provider=make_provider())
        for n in range(number):
            target = published(provider=make_provider())
            make_image(target)
            link(article, target, mention=make_mention(title=f"Seen {n}"))
            link(article, make_stub(), our_title=f"Ours {n}")
            stub = make_stub(mention=make_mention(make_provider(), title="Stub", images=[]))
            link(article, stub, mention=stub.mention)
        with CaptureQueriesContext(connection) as queries:
            assert len(detail(article)["related"]) == number * 3
        return len(queries)

    assert questions(1) == questions(30) == 7
    assert RelatedLink.objects.count() == 93


def test_an_article_goes_when_its_time_is_over() -> None:
    article = published(live_from=DAY, live_until=timezone.now() - timedelta(seconds=1))

    ask(f"news/{article.slug}/index.json", status=410)

"""Pages of the API: their order, their numbers, what is on them and what never is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.catalogue import catch_up
from articles.models import Article, ArticleTopic, Image, Topic
from tests.api.asking import ask
from tests.factories import DAY, make_article, make_topic
from tests.public.world import published, unseen_fields

pytestmark = pytest.mark.django_db

NO_PAGES = (
    *("0", "-1", "+1", "01", "1.0", "1e3", "x", "１", "٣", "1 ", "%201", "1%00", "0x1", "null", "page"),
    *("2", "1000000000", str(10**19), "9" * 5000),
)


def make_many(number: int, topic: Topic | None = None, *, same_instant: bool = False) -> list[Article]:
    """Published articles, the newest last."""
    rows = Article.objects.bulk_create(
        Article(
            title=f"Article {n}",
            slug=f"2024-05-01-n{n:04}",
            key=f"{n}",
            web_url="https://www.example.org/",
            published_at=DAY if same_instant else DAY + timedelta(minutes=n),
            live_from=DAY,
            decision="published",
        )
        for n in range(number)
    )
    ArticleTopic.objects.bulk_create(ArticleTopic(article=row, topic=topic) for row in rows if topic)
    Image.objects.bulk_create(Image(article=row, url="https://img.example/a.jpg") for row in rows)
    return rows


def paths(address: str) -> list[str]:
    return [item["path"] for item in ask(address)["value"]]


def all_paths(address: str) -> list[str]:
    """The paths on all pages, by following `nextPage`."""
    found, number = [], 1
    while number:
        page = ask(address.format(number))
        assert page["page"] == number
        found += [item["path"] for item in page["value"]]
        number = page["nextPage"]
    return found


def test_articles_come_newest_first_by_the_providers_date() -> None:
    old = published(published_at=DAY, live_from=DAY + timedelta(days=9))
    new = published(published_at=DAY + timedelta(days=1), live_from=DAY + timedelta(days=2))

    assert paths("news/index.json") == [f"_news/{new.slug}.md", f"_news/{old.slug}.md"]


def test_article_without_a_date_of_its_provider_stands_where_it_went_live() -> None:
    published(slug="2024-05-01-old", published_at=DAY)
    published(slug="2024-05-02-ours", published_at=None, live_from=DAY + timedelta(days=1))
    published(slug="2024-05-03-new", published_at=DAY + timedelta(days=2))

    assert paths("news/index.json") == [
        "_news/2024-05-03-new.md",
        "_news/2024-05-02-ours.md",
        "_news/2024-05-01-old.md",
    ]
    assert ask("news/index.json")["value"][1]["publishedDateTime"] == "2024-05-02T12:00:00Z"


def test_equal_instants_are_ordered_by_path_as_bytes() -> None:
    slugs = ["a_b", "a-b", "a", "aB", "ab", "A", "a0", "_", "-"]
    for slug in slugs:
        published(slug=f"2024-05-01-{slug}", published_at=DAY, live_from=DAY)

    expected = sorted((f"_news/2024-05-01-{slug}.md" for slug in slugs), key=str.encode)
    assert paths("news/index.json") == expected
    assert expected.index("_news/2024-05-01-a-b.md") < expected.index("_news/2024-05-01-a.md")


@pytest.mark.parametrize("same_instant", [True, False])
def test_pages_neither_skip_nor_repeat(same_instant: bool) -> None:
    topic = make_topic("Space", slug="space")
    rows = make_many(60, topic, same_instant=same_instant)
    expected = [f"_news/{row.slug}.md" for row in (rows if same_instant else reversed(rows))]

    assert all_paths("news/page/{}/index.json") == expected
    assert all_paths("news/space/page/{}/index.json") == expected


def test_groups_of_equal_instants_may_span_pages() -> None:
    for n in range(70):
        # Later rows have lower slugs: the order of ids is no help.
        at = DAY + timedelta(minutes=n // 20)
        published(slug=f"2024-05-01-n{99 - n}", published_at=at, live_from=DAY)
    rows = Article.objects.order_by("-published_at", "slug")

    assert all_paths("news/page/{}/index.json") == [f"_news/{row.slug}.md" for row in rows]


def test_a_full_last_page_names_no_next_one() -> None:
    make_many(50)

    assert ask("news/index.json")["nextPage"] == 2
    assert ask("news/page/2/index.json")["nextPage"] is None
    assert len(ask("news/page/2/index.json")["value"]) == 25
    ask("news/page/3/index.json", status=404)


def test_first_page_is_there_before_anything_is_published() -> None:
    assert ask("news/index.json") == {"page": 1, "value": [], "nextPage": None}


@pytest.mark.parametrize("number", NO_PAGES, ids=lambda number: number[:20])
def test_what_is_no_page_answers_404(number: str) -> None:
    topic = make_topic("Space", slug="space")
    published(topics=(topic,))

    for address in (f"news/page/{number}/index.json", f"news/space/page/{number}/index.json"):
        assert ask(address, status=404)["error"]["status"] == 404


@pytest.mark.parametrize("state", unseen_fields())
def test_unpublished_articles_and_their_topics_are_not_there(state: str) -> None:
    topic = make_topic("Hidden", slug="hidden")
    make_article(topics=(topic,), **unseen_fields()[state])

    assert paths("news/index.json") == []
    ask("news/hidden/index.json", status=404)
    ask("news/hidden/page/1/index.json", status=404)
    assert ask("topics/index.json") == {"value": []}


def test_an_article_appears_and_goes_with_its_time() -> None:
    now = timezone.now()
    published(slug="2024-05-01-now", live_from=now - timedelta(seconds=1), live_until=now + timedelta(days=1))
    published(slug="2024-05-01-soon", live_from=now + timedelta(days=1))

    assert paths("news/index.json") == ["_news/2024-05-01-now.md"]


def test_every_endpoint_asks_the_same_number_of_questions_whatever_the_size() -> None:
    space = make_topic("Space", slug="space")

    def questions(address: str) -> int:
        catch_up()  # rows of tests are written past the journal
        with CaptureQueriesContext(connection) as queries:
            ask(address)
        return len(queries)

    published(topics=(space,))
    addresses = ["news/index.json", "news/space/index.json", "news/space/page/1/index.json"]
    few = [questions(address) for address in addresses]
    make_many(90, space)
    many = [questions(address) for address in addresses]

    assert few == many == [6, 7, 7]
    assert questions("news/page/3/index.json") == 6
    assert questions("topics/index.json") == 2
    assert questions("openapi.json") == 0

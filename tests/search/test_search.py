"""`/search/`: the same answers from both databases, for readers' eyes only, whatever is typed."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.catalogue import refresh
from articles.curation.edit import edit
from articles.models import Article, Entry, Topic
from articles.search import Match, parse
from articles.search.matching import places
from tests.factories import DAY, make_provider, make_topic
from tests.people import editor
from tests.public.test_lists import NEXT, STORM
from tests.public.world import CANARY, make_world, published

__all__ = ["editor"]
pytestmark = pytest.mark.django_db

WRITTEN = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))
LINK = re.compile(r'<h3 dir="auto"><a href="/news/([^"/]+)/">')


def found(client: Client, query: str, **params: object) -> list[str]:
    response = client.get("/search/", {"q": query, **params})
    assert response.status_code == 200, response.content.decode()
    return LINK.findall(response.content.decode())


def text_of(client: Client, query: str, **params: object) -> str:
    return unescape(client.get("/search/", {"q": query, **params}).content.decode())


@pytest.fixture
def written() -> None:
    for number, (slug, fields) in enumerate(WRITTEN["articles"].items()):
        published(slug=slug, live_from=DAY + timedelta(minutes=number), **fields)


@pytest.mark.usefixtures("written")
def test_written_queries_find_what_is_written_newest_first(client: Client) -> None:
    answers = {query: found(client, query) for query, _ in WRITTEN["queries"]}

    assert answers == dict(WRITTEN["queries"])


def test_long_text_ends_in_both_databases_where_one_of_them_would_lose_places(client: Client) -> None:
    published(slug="2024-05-01-long", body=f"the fox {'the ' * 250}hound and the hare, {'the ' * 50}owl")

    queries = ('"the fox"', '"the hound"', '"the hare"', '"the owl"', "owl")
    assert [len(found(client, query)) for query in queries] == [1, 1, 1, 0, 0]


@pytest.mark.usefixtures("written")
def test_relevance_is_phrase_in_title_then_words_in_title_then_the_rest(client: Client) -> None:
    answers = {query: found(client, query, sort="relevance") for query, _ in WRITTEN["by relevance"]}

    assert answers == dict(WRITTEN["by relevance"])


@pytest.mark.usefixtures("written")
def test_news_list_takes_a_query_too(client: Client) -> None:
    content = client.get("/news/", {"q": "c++"}).content.decode()

    assert LINK.findall(content) == ["cpp"]


def test_search_shows_nothing_that_readers_may_not_see(client: Client) -> None:
    make_world()

    for query in ("canary", "canary-scheduled", "cana*", "canary-over", "stub"):
        for sort in ("latest", "relevance"):
            content = client.get("/search/", {"q": query, "sort": sort}).content.decode()
            assert not LINK.findall(content)
            assert CANARY not in content
    # Nor do suggestions, for a word that is nearly the hidden one.
    assert "canary" not in text_of(client, "canari").replace("canari", "").casefold()


def test_search_follows_what_editors_write(client: Client, editor: User) -> None:
    article = published("Before", slug="one")
    edit(article, by=editor, values={"title": "Afterwards", "commentary": "Hear, hear"})

    assert found(client, "before") == []
    assert found(client, "afterwards") == found(client, "hear") == ["one"]


def test_filters_apply_to_what_is_found(client: Client) -> None:
    topic, provider = make_topic("AI"), make_provider("Daily", domain="daily.example")
    published("Robot one", slug="one", topics=(topic,), quality=5, live_from=DAY)
    published("Robot two", slug="two", provider=provider, live_from=DAY + timedelta(days=1))
    published("Other", slug="three", topics=(topic,), provider=provider)

    assert found(client, "robot", topic="ai") == ["one"]
    assert found(client, "robot", provider="daily.example") == ["two"]
    assert found(client, "robot", min_quality=5) == ["one"]
    assert found(client, "robot", to=DAY.date()) == ["one"]
    assert found(client, "robot", **{"from": DAY.date() + timedelta(days=1)}) == ["two"]
    assert found(client, "robot", topic="ai", provider="daily.example") == []
    assert LINK.findall(client.get("/topics/ai/?q=robot").content.decode()) == ["one"]


@pytest.mark.parametrize("sort", ["latest", "relevance", "heat", "quality"])
def test_pages_of_results_neither_skip_nor_repeat_while_articles_arrive(client: Client, sort: str) -> None:
    for number in range(60):
        published(
            f"{'Robot' if number % 3 else 'Other'} {number}",
            excerpt="robot",
            heat=number // 9,
            live_from=DAY + timedelta(seconds=number // 4),
        )
    expected = set(Article.objects.values_list("slug", flat=True))
    seen, address = [], f"/search/?q=robot&sort={sort}"
    while address:
        content = client.get(address).content.decode()
        seen += LINK.findall(content)
        published("Robot, new", slug=f"new-{len(seen)}", heat=10**6, live_from=timezone.now())
        following = NEXT.search(content)
        address = f"/search/{unescape(following[1])}" if following else ""

    assert [slug for slug in seen if slug in expected] == seen
    assert sorted(seen) == sorted(expected)


@pytest.mark.parametrize("few", [0, 10**6])
def test_same_is_found_by_looking_at_the_newest_and_by_the_index(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    for name, number in (("GLANCE", 3), ("PEEK", 20), ("FEW", few)):
        monkeypatch.setattr(f"articles.search.postgresql.{name}", number)
    for number in range(60):
        published(f"Every {'third' if number % 3 == 0 else ''} {'rare' if number in (2, 50) else ''}")
    refresh()
    said = dict(Entry.objects.order_by("-place").values_list("place", "title"))

    for query in ("every", "third", "rare", "every -third", "nothing"):
        asked = parse(query)
        wanted, unwanted = asked.wanted[0].words[0], [term.words[0] for term in asked.unwanted]
        titles = {at: title.split() for at, title in said.items()}
        matching = [at for at, words in titles.items() if wanted in words and not {*unwanted} & {*words}]
        for number in (1, 4, 30):
            assert list(places(Match(asked), number)) == matching[:number], query


def test_words_found_are_marked_and_everything_else_is_text(client: Client) -> None:
    published(
        "Über <b>C++</b> & <i>façades</i>",
        excerpt="<script>alert(1)</script> " + "word " * 90 + "the facade at last",
    )

    content = client.get("/search/", {"q": "c++ facade*"}).content.decode()

    assert "Über &lt;b&gt;<mark>C++</mark>&lt;/b&gt; &amp; &lt;i&gt;<mark>façades</mark>" in content
    assert "… word" in content
    assert "the <mark>facade</mark> at last" in content
    assert "<script>alert" not in content


def test_entities_that_a_collector_left_are_read_in_pages_and_by_search(client: Client) -> None:
    published("R&amp;D at caf&#233; &lt;One&gt;", slug="one", excerpt="You&#8217;ll see")

    assert found(client, "café") == ["one"]
    text = text_of(client, "you'll")
    assert "<mark>You’ll</mark> see" in text
    assert "R&D at café <One>" in text


def test_nearest_known_words_are_offered_where_nothing_is_found(client: Client) -> None:
    published("Microsoft buys a game studio", topics=(make_topic("Quantum"),))

    assert '<a href="?q=microsoft game">microsoft game</a>' in text_of(client, "mikrosoft game").replace(
        "+", " "
    )
    assert "quantum" in text_of(client, "quantun")
    assert "Did you mean" not in text_of(client, "zzzzzz")
    assert "Clear the filters?" in text_of(client, "microsoft", min_quality=99)
    assert "Use fewer words" in text_of(client, "zzzzzz")


def test_search_without_words_offers_topics_the_busiest_first(client: Client) -> None:
    published("One", topics=(make_topic("Alone"), make_topic("Busy", slug="busy")))
    published("Two", topics=(Topic.objects.get(slug="busy"),))

    text = text_of(client, "")

    assert re.findall(r'class="chip.*?href="([^"]+)".*?>(\w+) <span>(\d)', text) == [
        ("/topics/busy/", "Busy", "2"),
        ("/topics/alone/", "Alone", "1"),
    ]
    assert "Or choose a topic" not in text_of(client, "one")


def test_words_are_offered_only_where_they_find_something(client: Client) -> None:
    published("Kubernetes at scale", provider=make_provider(domain="zdnet.com"))
    published("Dark mode for Teams")

    assert '<a href="?q=kubernetes">' in text_of(client, "kubernetis quantom")  # nobody says the other
    assert '<a href="?q=kubernetes+-quantom">' in text_of(client, "kubernetis -quantom")
    assert "Did you mean" not in text_of(client, "node.js")  # no mode.js either
    assert "Did you mean" not in text_of(client, "quantom -sport")
    assert "Did you mean" in text_of(client, "kubernetis", provider="zdnet.com")
    assert "Did you mean" not in text_of(client, "teems", provider="zdnet.com")  # the filters would hide it


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("-sport", "Add a word to look for"),
        ("!!! \" ' * -", "There is no word in this"),
        ("word " * 1001, "This is too long"),
        (" ".join("abcdefghijklmnopqrstuvwxyz"), "too many words"),
        ("x" * 50_000, "This is too long"),
    ],
)
def test_query_that_cannot_be_answered_says_why(client: Client, query: str, message: str) -> None:
    response = client.get("/search/", {"q": query})

    assert response.status_code == 400
    assert message in unescape(response.content.decode())


def test_nothing_that_can_be_typed_breaks_the_engine(client: Client) -> None:
    published("Seen")
    pieces = [
        '"',
        "'",
        "(",
        ")",
        ":",
        "*",
        "^",
        "-",
        "+",
        "NEAR(a b)",
        "title:",
        "{",
        "}",
        "&",
        "|",
        "!",
        "<->",
    ]
    pieces += [
        "\\",
        ":*",
        "%",
        "_",
        ";--",
        "\u0000",
        "''",
        "a AND",
        "OR b",
        "NOT",
        "\U0001f600",
        "\u0300",
        *STORM,
    ]
    for piece in pieces:
        for query in (piece, f"seen {piece}", f"{piece}seen", f'"seen {piece}', f"seen{piece}*"):
            for sort in ("latest", "relevance"):
                assert client.get("/search/", {"q": query, "sort": sort}).status_code in (200, 400), query


@pytest.mark.usefixtures("page_cache")
def test_what_people_search_for_is_not_kept(client: Client) -> None:
    published("Seen", slug="seen")
    refresh()
    response = client.get("/search/", {"q": "seen"})
    Article.objects.update(decision="withdrawn")

    assert response["Cache-Control"] == "private, no-store"
    assert found(client, "seen") == []


def test_search_page_without_a_query_asks_for_one(client: Client) -> None:
    published("Seen")

    response = client.get("/search/")

    assert response.status_code == 200
    assert 'type="search"' in response.content.decode()
    assert not LINK.findall(response.content.decode())

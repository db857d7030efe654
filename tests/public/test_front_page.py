"""`/`: what leads, what is newest, what each topic has; nothing twice."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Topic
from articles.public.front import front_page
from tests.factories import link, make_article, make_mention, make_provider, make_stub, make_topic
from tests.public.world import published

pytestmark = pytest.mark.django_db
HEADLINE = re.compile(r'<h[23] dir="auto"><a href="([^"]+)">')


def hours_ago(hours: float) -> dict[str, object]:
    return {"live_from": timezone.now() - timedelta(hours=hours)}


def fill(number: int, *topics: Topic) -> None:
    for hour in range(number):
        published(topics=topics, **hours_ago(hour + 1))


def leads() -> list[str]:
    return [lead.card.article.title for lead in front_page().leads]


def test_heat_lifts_a_story_until_newer_ones_pass_it() -> None:
    published("New and cold", **hours_ago(1))
    published("Older and hot", heat=100, **hours_ago(24))
    published("Old and hot", heat=100, **hours_ago(24 * 5))

    assert leads() == ["Older and hot", "New and cold", "Old and hot"]


def test_article_that_another_one_leads_has_no_heat_of_its_own() -> None:
    published("Led", heat=-1, **hours_ago(2))
    published("Cold", heat=0, **hours_ago(1))

    assert leads() == ["Cold", "Led"]


def test_no_article_is_on_the_front_page_twice(client: Client) -> None:
    fill(40, make_topic("AI"), make_topic("Vision"))

    found = HEADLINE.findall(client.get("/").content.decode())

    assert len(found) == len(set(found)) > 12


def test_four_articles_fill_three_leads_and_the_latest(client: Client) -> None:
    fill(4, make_topic("AI"))

    front = front_page()

    assert [len(front.leads), len(front.latest), len(front.blocks)] == [3, 1, 0]
    assert 'id="index-providers"' not in client.get("/").content.decode()


def test_search_starts_in_the_masthead(client: Client) -> None:
    form = re.search(r'<form class="masthead-search".*?</form>', client.get("/").content.decode(), re.DOTALL)

    assert form
    assert 'action="/search/"' in form[0]
    assert 'name="q"' in form[0]
    assert "masthead-search" not in client.get("/search/").content.decode()


def test_one_article_leaves_no_empty_columns(client: Client) -> None:
    published("Alone")

    content = client.get("/").content.decode()

    assert "Alone" in content
    assert 'class="second"' not in content
    assert 'class="latest"' not in content


def test_topics_with_enough_left_get_a_block_the_busiest_first() -> None:
    fill(12)
    busy, quiet = make_topic("Busy"), make_topic("Quiet")
    fill(30, busy)
    fill(2, quiet)

    front = front_page()

    assert [block.topic.name for block in front.blocks] == ["Busy"]
    assert [topic.name for topic in front.topics] == ["Busy", "Quiet"]
    assert len(front.blocks[0].cards) == 4


def test_lead_names_its_number_of_sources_and_the_first_of_them(client: Client) -> None:
    article = published(provider=make_provider("Daily Breeze"))
    for number in range(10):
        said = make_mention(
            make_provider(f"Source {number}"), title=f"Report {number}", web_url="https://a.example/"
        )
        link(article, make_stub(), mention=said)
    link(article, make_article(decision="withdrawn"), mention=make_mention(title="Withdrawn"))

    content = client.get("/").content.decode()

    assert "10 more sources" in content
    assert '<b>Source 0:</b> <a href="https://a.example/" rel="noopener nofollow">Report 0</a>' in content
    assert "Report 3" in content
    assert "Report 4" not in content
    assert "Withdrawn" not in content


def test_article_without_provider_topic_or_excerpt_still_makes_a_page(client: Client) -> None:
    published("Bare", web_url="")

    assert client.get("/").status_code == 200
    assert client.get("/news/").status_code == 200
    assert front_page().providers == []

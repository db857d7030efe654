"""`/topics/`, `/providers/` and their pages: what there is to read, and how much."""

import pytest
from django.contrib.auth.models import User
from django.db import DataError, connection
from django.test import Client

from articles.curation.edit_topic import edit_topic
from articles.models import Provider
from articles.public.indexes import by_letter
from tests.factories import make_article, make_provider, make_topic
from tests.people import editor
from tests.public.world import published

__all__ = ["editor"]
pytestmark = pytest.mark.django_db


def test_topics_show_their_count_and_newest_article(client: Client) -> None:
    topic = make_topic("AI")
    published("First", topics=(topic,))
    published("Second", topics=(topic,))
    make_article("Unseen", topics=(topic,))

    content = client.get("/topics/").content.decode()

    assert "2 articles" in content
    assert "Second" in content
    assert "First" not in content


def test_topic_page_shows_description_count_and_articles(client: Client) -> None:
    published("Of this topic", topics=(make_topic("AI", description="Thinking machines"),))
    published("Of no topic")

    content = client.get("/topics/ai/").content.decode()

    assert "Thinking machines" in content
    assert "1 article" in content
    assert "Of this topic" in content
    assert "Of no topic" not in content


def test_provider_page_shows_name_domain_count_and_logo(client: Client) -> None:
    provider = make_provider("Daily Breeze", domain="dailybreeze.com", logo="logos/a.png")
    published("Theirs", provider=provider)

    content = client.get("/providers/dailybreeze.com/").content.decode()

    assert '<a href="https://dailybreeze.com" rel="noopener nofollow">' in content
    assert '<img src="/media/logos/a.png" width="80" height="80" alt="" loading="lazy">' in content
    assert "1 article" in content
    assert "Theirs" in content


def test_provider_whose_domain_is_no_domain_has_a_page_without_that_link(client: Client) -> None:
    published(provider=make_provider("Odd", domain="not a/domain?x"))

    content = client.get("/providers/").content.decode()

    assert 'href="/providers/not%20a/domain%3Fx/"' in content
    assert 'href="https://not' not in client.get("/providers/not%20a/domain%3Fx/").content.decode()


def test_providers_stand_under_their_letters() -> None:
    names = ["zdnet", "Ärzte", "9to5", "Apple", "Новости", "«Quoted»"]

    letters = by_letter((Provider(name=name), 1) for name in names)

    assert [(letter, [one.provider.name for one in found]) for letter, found in letters] == [
        ("#", ["9to5", "«Quoted»"]),
        ("A", ["Apple", "Ärzte"]),
        ("Z", ["zdnet"]),
        ("Н", ["Новости"]),
    ]


def test_about_counts_articles_and_providers(client: Client) -> None:
    provider = make_provider()
    published(provider=provider)
    published(provider=provider)

    content = client.get("/about/").content.decode()

    assert "2 articles" in content
    assert "1 providers" not in content


def test_domain_with_a_nul_put_in_by_hand_breaks_no_page(client: Client) -> None:
    if connection.vendor != "sqlite":
        with pytest.raises(DataError, match="NUL"):
            make_provider("Odd", domain="odd\x00.example")
        return
    provider = make_provider("Odd", domain="odd\x00.example")
    article = published(provider=provider)

    for address in ("/", "/news/", "/providers/", article.get_absolute_url(), "/sitemap-providers-1.xml"):
        assert client.get(address).status_code == 200, address
    assert client.get(provider.get_absolute_url()).status_code == 404


MOVING = (
    "/topics/{}/",
    "/topics/{}/feed.atom",
    "/topics/{}/feed.json",
    "/api/news/{}/index.json",
    "/api/news/{}/page/1/index.json",
)


@pytest.mark.parametrize("address", MOVING)
def test_former_address_of_a_topic_leads_to_its_present_one(
    client: Client, editor: User, address: str
) -> None:
    topic = make_topic("AI")
    published("Of this topic", topics=(topic,))
    for slug in ("artificial", "thinking"):
        edit_topic(topic, by=editor, values={"slug": slug})

    for former in ("ai", "artificial"):
        moved = client.get(address.format(former))
        assert (moved.status_code, moved["Location"]) == (301, address.format("thinking"))
    assert client.get(address.format("thinking")).status_code == 200

    published("Of another", topics=(make_topic("Another", slug="ai"),))
    assert b"Of another" in client.get(address.format("ai")).content


@pytest.mark.parametrize("address", MOVING)
def test_former_address_tells_nothing_of_a_topic_with_nothing_to_read(
    client: Client, editor: User, address: str
) -> None:
    topic = make_topic("AI")
    make_article("Unseen", topics=(topic,))
    edit_topic(topic, by=editor, values={"slug": "secret"})

    response = client.get(address.format("ai"))

    assert response.status_code == 404
    assert "secret" not in str(response.headers)

"""Topics in the API: those with something to read, as their own files describe them."""

import pytest

from tests.api.asking import ask
from tests.factories import make_article, make_topic
from tests.public.world import published

pytestmark = pytest.mark.django_db


def test_topics_come_from_a_to_z_with_every_key() -> None:
    published(topics=(make_topic("Rockets"), make_topic("Comets", slug="c")))

    assert ask("topics/index.json") == {
        "value": [
            {"name": name, "shortname": None, "id": slug, "parent": None, "images": None, "services": None}
            for name, slug in (("Comets", "c"), ("Rockets", "rockets"))
        ]
    }


def test_what_the_topics_own_file_says_is_given() -> None:
    details = {
        "shortname": "CDS",
        "parent": "Power Apps",
        "images": [{"url": "https://a.example/t.png", "width": 400, "height": 400}],
        "services": {"news": "https://a.example/api/news/cds/", "bad": "javascript:alert(1)", "worse": 1},
    }
    published(topics=(make_topic("Power Apps"), make_topic("Common Data Service", details=details)))

    [topic, _] = ask("topics/index.json")["value"]
    assert (topic["shortname"], topic["parent"]) == ("CDS", "Power Apps")
    assert [image["url"] for image in topic["images"]] == ["https://a.example/t.png"]
    assert topic["services"] == {"news": "https://a.example/api/news/cds/"}


def test_a_parent_that_readers_do_not_know_is_not_named() -> None:
    make_article(topics=(make_topic("Hidden"),))
    published(topics=(make_topic("Seen", details={"parent": "Hidden"}),))

    assert "Hidden" not in str(ask("topics/index.json"))


@pytest.mark.parametrize(
    "details", [{"services": []}, {"images": 1, "shortname": 2}, {"images": [1], "parent": []}]
)
def test_details_that_make_no_sense_break_nothing(details: dict) -> None:
    published(topics=(make_topic("Seen", details=details),))

    [topic] = ask("topics/index.json")["value"]
    assert (topic["images"], topic["services"], topic["shortname"]) == (None, None, None)


def test_a_topic_may_be_called_what_our_addresses_are() -> None:
    published("About pages", slug="2024-05-01-pages", topics=(make_topic("Page", slug="page"),))
    published("About nothing", slug="2024-05-01-nothing")

    assert [item["title"] for item in ask("news/page/index.json")["value"]] == ["About pages"]
    assert len(ask("news/page/1/index.json")["value"]) == 2

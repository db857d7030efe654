"""What values say of themselves."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from articles.seedfile import ImageValues, MentionValues, ProviderValues, SeedValues
from articles.text.addresses import article_key

BRIDGE = MentionValues(
    title="Bridge",
    published_at=datetime(2024, 3, 5, 8, 30, tzinfo=UTC),
    web_url="https://other.example/",
    provider=ProviderValues("other.example", "Other"),
    images=(ImageValues("https://other.example/b.png", 2, 1, extra=(("alt", "A bridge"), ("url", "x"))),),
    extra=(("removed", True),),
)


def test_an_address_is_the_web_address_else_the_original_one():
    both = replace(BRIDGE, original_url="https://first.example/")
    assert both.address == "https://other.example/"
    assert replace(both, web_url="").address == "https://first.example/"


def test_a_key_is_that_of_address_and_title():
    assert BRIDGE.key == article_key("https://other.example/", "Bridge")


def test_what_a_mention_says_is_plain_json():
    assert BRIDGE.said == {
        "title": "Bridge",
        "excerpt": "",
        "published_at": "2024-03-05T08:30:00Z",
        "web_url": "https://other.example/",
        "original_url": "",
        "amp_url": "",
        "cdn_amp_url": "",
        "type": "article",
        "quality": 0,
        "provider": "other.example",
        "images": [
            {
                "alt": "A bridge",
                "url": "https://other.example/b.png",
                "width": 2,
                "height": 1,
                "title": "",
                "is_cached": None,
            }
        ],
        "extra": {"removed": True},
    }
    assert json.loads(json.dumps(BRIDGE.said)) == BRIDGE.said


def test_a_digest_is_the_same_exactly_for_what_says_the_same():
    assert len(BRIDGE.digest) == 32
    assert replace(BRIDGE).digest == BRIDGE.digest
    for change in ({"quality": 1}, {"extra": ()}, {"provider": ProviderValues("other.example", "The Other")}):
        assert replace(BRIDGE, **change).digest != BRIDGE.digest


def test_a_mention_without_date_and_provider_says_so():
    said = MentionValues(title="Bridge", web_url="https://other.example/").said
    assert (said["published_at"], said["provider"]) == (None, "")


def test_a_seed_says_its_related_entries_by_key_and_digest():
    seed = SeedValues(
        title="Harbour",
        web_url="https://news.example/",
        published_at=datetime(2024, 3, 5, tzinfo=UTC),
        topics=("AI",),
        related=(BRIDGE,),
    )
    own = {
        name: seed.said[name] for name in ("heat", "flagged", "topics", "featured_content", "secured", "body")
    }
    assert own == {
        "heat": 0,
        "flagged": False,
        "topics": ["AI"],
        "featured_content": "",
        "secured": "",
        "body": "",
    }
    assert seed.said["related"] == [BRIDGE.key]
    assert set(BRIDGE.said) < set(seed.said)

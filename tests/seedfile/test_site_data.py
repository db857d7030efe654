"""What files about topics and organizations say, and what keeps them from being read."""

from typing import Any

import pytest

from articles.seedfile.site_data import (
    OrganizationValues,
    ParsedData,
    TopicValues,
    parse_organization,
    parse_topic,
)
from articles.seedfile.values import ImageValues
from tests.hostile import SCRIPTS

TOPIC = b"""taxonomy: topic
_id: common-data-service
name: Common Data Service
shortname: CDS
parent: Power Apps
keywords:
  - common data service
  - Common data service
hashtags:
  - "#CommonDataService"
images:
  - https://site.example/cds.jpg
services:
  learning: https://site.example/api/learning/
  news: https://site.example/api/news/
"""
ORGANIZATION = b"""---
taxonomy: organization
_id: bbc.com
name: BBC
domain: BBC.com
description: "News since 1922\xe2\x80\x8b"
images:
  - url: /assets/images/bbc.jpg
    width: 50
    height: 50
  - url: https://logos.example/bbc.png
---
"""


def codes(parsed: ParsedData[Any]) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.line, one.field) for one in (*parsed.problems, *parsed.notes)]


@pytest.mark.parametrize(
    "form", [TOPIC, b"\xef\xbb\xbf" + TOPIC, TOPIC.replace(b"\n", b"\r\n"), b"---\n" + TOPIC]
)
def test_a_topic_is_read(form: bytes) -> None:
    assert parse_topic(form) == ParsedData(
        TopicValues(
            "Common Data Service",
            slug="common-data-service",
            shortname="CDS",
            parent="Power Apps",
            keywords=("common data service",),
            hashtags=("#CommonDataService",),
            images=("https://site.example/cds.jpg",),
            services={
                "learning": "https://site.example/api/learning/",
                "news": "https://site.example/api/news/",
            },
        )
    )


def test_a_topic_needs_no_more_than_a_name() -> None:
    assert parse_topic(b"name: AI").values == TopicValues("AI")


def test_an_organization_is_read_and_its_text_repaired() -> None:
    parsed = parse_organization(ORGANIZATION)
    logos = (
        ImageValues("/assets/images/bbc.jpg", width=50, height=50),
        ImageValues("https://logos.example/bbc.png"),
    )
    assert parsed.values == OrganizationValues("bbc.com", "News since 1922", logos)
    assert codes(parsed) == [("repair", 6, "description")]


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "empty", 1),
        (b"# nothing\n", "empty", 1),
        (b"- a\n", "not-a-mapping", 1),
        (b"name: \xff\n", "encoding", 1),
        (b"name: [\n", "yaml", 2),
        (b"a: &a {b: c}\nd: *a\n", "alias", 1),
        (b"name: " + b"[" * 100_000, "too-deep", 1),
        (b"name: A\nname: B\n", "duplicate-key", 2),
        (b"name: !!python/object/apply:os.system [x]\n", "yaml", 1),
        (b"shortname: A\n", "missing-field", 1),
        (b"name: ' '\n", "missing-field", 1),
        (b"name: [A]\n", "bad-type", 1),
        (b"name: A\n_id: no slug\n", "bad-type", 2),
        (b"name: A\n_id: " + b"x" * 201, "bad-type", 2),
        (b"name: A\nkeywords: {a: b}\n", "bad-type", 2),
        (b"name: A\nservices: none\n", "bad-type", 2),
        (b"name: A\nshortname: " + b"x" * 201, "too-long", 2),
    ],
)
def test_a_topic_that_cannot_be_read_says_why(raw: bytes, code: str, line: int | None) -> None:
    parsed = parse_topic(raw)
    assert parsed.values is None
    assert [(one.code, one.line) for one in parsed.problems] == [(code, line)]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"name: BBC\n", "no-front-matter"),
        (b"---\nname: BBC\n", "unterminated"),
        (b"---\nname: BBC\n---\n", "missing-field"),
        (b"---\ndomain: b b c\n---\n", "bad-type"),
        (b"---\ndomain: bbc.com\nimages: none\n---\n", "bad-type"),
        (b"---\ndomain: bbc.com\ndescription: " + b"x" * 20_001 + b"\n---\n", "too-long"),
    ],
)
def test_an_organization_that_cannot_be_read_says_why(raw: bytes, code: str) -> None:
    parsed = parse_organization(raw)
    assert (parsed.values, [one.code for one in parsed.problems]) == (None, [code])


@pytest.mark.parametrize(
    "address", [*SCRIPTS, "//evil.example/x", "/\\evil.example/x", "/a\u202eb", "relative.jpg", ""]
)
def test_addresses_that_cannot_be_used_are_left_out_with_a_note(address: str) -> None:
    written = '"' + address.encode("unicode_escape").decode().replace('"', '\\"') + '"'
    topic = parse_topic(f"name: A\nimages: [{written}]\nservices: {{news: {written}}}\n".encode())
    assert topic.values == TopicValues("A")
    assert {code for code, _, _ in codes(topic)} == {"dropped-item"}
    assert {field for _, _, field in codes(topic)} == {"images", "services.news"}
    logo = parse_organization(f"---\ndomain: a.example\nimages:\n - url: {written}\n---\n".encode())
    assert logo.values == OrganizationValues("a.example")
    assert {code for code, _, _ in codes(logo)} == {"dropped-item"}


def test_what_is_no_address_at_all_is_left_out_with_a_note() -> None:
    topic = parse_topic(b"name: A\nimages: [{url: /a.jpg}]\nservices: {news: [x], people: 7}\n")
    assert topic.values == TopicValues("A")
    assert [field for _, _, field in codes(topic)] == ["images", "services.news", "services.people"]

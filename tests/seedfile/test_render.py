"""Values as files in the house format."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from articles.seedfile import ImageValues, MentionValues, ProviderValues, SeedValues, parse
from articles.seedfile.render import render
from tests.seedfile.strategies import seeds

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))

WHOLE = SeedValues(
    title='A "bridge" reopens',
    excerpt="Tab\tand line\n\u2028",
    published_at=datetime(2024, 3, 5, 8, 30, tzinfo=UTC),
    original_url="https://news.example/first",
    web_url="https://news.example/é",
    type="video",
    quality=74,
    heat=-1,
    flagged=True,
    extra=(("removed", True), ("tags", ["NO", 1, None, {}])),
    featured_content="<iframe></iframe>",
    provider=ProviderValues(
        "news.example", "Barron's: News", (ImageValues("https://news.example/l.png", 50, 50),)
    ),
    topics=("Power Apps", "C#", "2024"),
    images=(ImageValues("https://news.example/b.png", title="A bridge", is_cached=False),),
    related=(
        MentionValues(title="Bridge", published_at=None, web_url="https://other.example/"),
        MentionValues(
            title="Span",
            published_at=datetime(2024, 3, 6, tzinfo=UTC),
            web_url="https://third.example/",
            provider=ProviderValues("third.example", "Third"),
            images=(ImageValues("https://third.example/s.png", 2, 1),),
        ),
    ),
    secured="c2VjcmV0;aXY=",
    body="# Body\n\nText",
)

FILE = """---
category: news
title: "A \\"bridge\\" reopens"
excerpt: "Tab\\tand line\\n\\u2028"
publishedDateTime: 2024-03-05T08:30:00Z
originalUrl: "https://news.example/first"
webUrl: "https://news.example/é"
type: video
quality: 74
heat: -1
published: true
removed: true
tags:
  - "NO"
  - 1
  - null
  - {}

featuredContent: "<iframe></iframe>"

provider:
  name: "Barron's: News"
  domain: news.example
  images:
    - url: "https://news.example/l.png"
      width: 50
      height: 50

topics:
  - Power Apps
  - C#
  - "2024"

images:
  - url: "https://news.example/b.png"
    isCached: false
    title: "A bridge"

related:
  - title: "Bridge"
    excerpt: ""
    webUrl: "https://other.example/"
    type: article
    quality: 0
  - title: "Span"
    excerpt: ""
    publishedDateTime: 2024-03-06T00:00:00Z
    webUrl: "https://third.example/"
    type: article
    provider:
      name: Third
      domain: third.example
    quality: 0
    images:
      - url: "https://third.example/s.png"
        width: 2
        height: 1

secured: "c2VjcmV0;aXY="
---

# Body

Text
"""


def test_every_value_is_written_as_the_house_does():
    assert render(WHOLE).decode() == FILE


@given(seeds)
def test_what_is_rendered_reads_back_to_the_same_values(values):
    parsed = parse(render(values))
    assert parsed.problems == parsed.notes == ()
    assert parsed.seed == values


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_in_the_house_format(path):
    raw = path.read_bytes()
    assert render(parse(raw, repair=False).seed) == raw


def test_a_collection_is_in_the_house_format(powerapps_2021):
    for path in (powerapps_2021 / "_news").iterdir():
        raw = path.read_bytes()
        assert render(parse(raw, repair=False).seed) == raw.replace(b"\r\n", b"\n")

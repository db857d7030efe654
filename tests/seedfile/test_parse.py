"""Seed files as values."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import ImageValues, MentionValues, Problem, ProviderValues, SeedValues, parse
from articles.seedfile.front_matter import split
from articles.text.repair import repair
from tests.hostile import REJECTED, document

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))
CODES = {case.code for case in REJECTED.values()}

WHOLE = b"""---
category: news
title: Harbour bridge reopens
excerpt: "Tab\\tand line\\n "
publishedDateTime: 2024-03-05T08:30:00+02:00
originalUrl: http://news.example/first
webUrl: https://news.example/PR Newswire/1
ampWebUrl: https://news.example/amp
cdnAmpWebUrl: https://cdn.example/amp
type: video
quality: "74"
heat: -1
published: yes
provider:
  name: Example%2c Inc.
  domain: News.Example.
  images:
    - {url: https://news.example/logo.png, width: 50, height: 50, isCached: false}
topics: [AI, Power Apps, ai, "", ~]
images:
  - {url: "https://news.example/b.png ", width: 0, height: -1, title: A bridge, alt: x}
related:
  - title: Bridge
    originalUrl: https://other.example/
    removed: true
featuredContent: <iframe></iframe>
secured: c2VjcmV0;aXY=
removed: true
tags: [NO, "true", 1, 2.5, ~, {a: 2024-03-05}]
---

# Body
"""


def codes(raw: bytes) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.line, one.field) for one in parse(raw).problems]


def test_every_key_is_read_by_its_meaning():
    assert parse(WHOLE).seed == SeedValues(
        title="Harbour bridge reopens",
        excerpt="Tab\tand line\n ",
        published_at=datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
        original_url="http://news.example/first",
        web_url="https://news.example/PR Newswire/1",
        amp_url="https://news.example/amp",
        cdn_amp_url="https://cdn.example/amp",
        type="video",
        quality=74,
        heat=-1,
        flagged=True,
        provider=ProviderValues(
            "news.example",
            "Example%2c Inc.",
            (ImageValues("https://news.example/logo.png", 50, 50, is_cached=False),),
        ),
        topics=("AI", "Power Apps"),
        images=(ImageValues("https://news.example/b.png ", title="A bridge", extra=(("alt", "x"),)),),
        related=(
            MentionValues(title="Bridge", original_url="https://other.example/", extra=(("removed", True),)),
        ),
        featured_content="<iframe></iframe>",
        secured="c2VjcmV0;aXY=",
        body="# Body",
        extra=(("removed", True), ("tags", ["NO", "true", 1, "2.5", None, {"a": "2024-03-05"}])),
    )
    assert parse(WHOLE).notes == ()


def test_what_a_file_does_not_say_has_a_plain_value():
    seed = parse(document()).seed
    assert (seed.quality, seed.heat, seed.flagged, seed.type) == (0, 0, False, "article")
    assert seed.provider is None
    assert (seed.excerpt, seed.original_url, seed.topics, seed.images, seed.related, seed.extra) == (
        *("", "", (), (), (), ()),
    )


def test_a_provider_without_name_is_called_by_its_domain():
    assert parse(document(provider="{domain: A.example}")).seed.provider == ProviderValues(
        "a.example", "a.example"
    )


def test_another_category_is_skipped_whatever_else_is_wrong():
    parsed = parse(document(category="learning", title=None, quality="NO"))
    assert (parsed.seed, parsed.skipped, parsed.problems) == (None, "learning", ())


def test_all_problems_of_a_file_are_collected_in_order_of_their_lines():
    raw = document(heat="warm", published="maybe", title=None, provider="{name: x}", webUrl="ftp://x")
    assert codes(raw) == [
        ("missing-field", 2, "title"),
        ("bad-url", 4, "webUrl"),
        ("bad-type", 5, "heat"),
        ("bad-type", 6, "published"),
        ("missing-field", 7, "provider.domain"),
    ]


def test_a_problem_names_the_thing_the_place_and_the_remedy():
    message = 'publishedDateTime "2020-13-45" is not a date; use 2020-11-18T12:43:00Z'
    assert parse(document(publishedDateTime="2020-13-45")).problems == (
        Problem("bad-date", message, 4, "publishedDateTime"),
    )


def test_a_rejected_file_has_no_notes():
    assert parse(document(title="cafÃ©", webUrl=None)).notes == ()


def test_mojibake_stays_where_asked_and_the_key_is_the_same():
    raw = document(title="cafÃ©")
    mended, verbatim = parse(raw).seed, parse(raw, repair=False).seed
    assert (mended.title, verbatim.title) == ("café", "cafÃ©")
    assert mended.key == verbatim.key
    assert parse(raw, repair=False).notes == ()


def test_of_two_related_entries_with_one_key_the_first_stays():
    entries = "{title: A, webUrl: https://a.example/}, {title: a, webUrl: http://a.example/}"
    [mention] = parse(document(related=f"[{entries}]")).seed.related
    assert mention.title == "A"


def test_related_entries_with_one_address_and_two_titles_both_stay():
    entries = "{title: A, webUrl: https://a.example/}, {title: B, webUrl: https://a.example/}"
    assert len(parse(document(related=f"[{entries}]")).seed.related) == 2


def test_notes_of_a_related_entry_that_is_left_out_are_left_out_too():
    [note] = parse(document(related="[{title: cafÃ©}]")).notes
    assert note.code == "dropped-item"


def test_the_five_seeds_are_read():
    parsed = [parse(file.read_bytes()) for file in SEEDS]
    assert len(parsed) == 5
    assert not any(one.problems for one in parsed)
    assert sum(len(one.seed.related) for one in parsed) == 18
    assert len({mention.key for one in parsed for mention in one.seed.related}) == 16


def test_one_title_of_the_seeds_is_repaired():
    [(seed, note)] = [
        (one.seed, note) for one in map(parse, map(Path.read_bytes, SEEDS)) for note in one.notes
    ]
    assert (note.code, note.line, note.field) == ("repair", 3, "title")
    assert seed.title == "LAPD bars detectives’ use of Clearview AI facial recognition system"


def files(corpus: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(corpus.glob("_news/*.md"))]


def test_the_collections_are_read_without_a_problem(powerapps, powerapps_2021, azure_sample):
    for corpus, count, mentions, keys in (
        *((powerapps, 674, 0, 0), (powerapps_2021, 192, 0, 0), (azure_sample, 1_678, 52_140, 3_615)),
    ):
        parsed = [parse(raw) for raw in files(corpus)]
        related = [mention.key for one in parsed for mention in one.seed.related]
        assert len([one for one in parsed if not one.problems]) == count
        assert (len(related), len(set(related))) == (mentions, keys)
        assert {note.code for one in parsed for note in one.notes} <= {"repair"}


def test_the_collections_say_what_yaml_says(powerapps, powerapps_2021, azure_sample):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for raw in files(powerapps) + files(powerapps_2021) + files(azure_sample)[::20]:
        seed, source = parse(raw).seed, yaml.load(split(raw).yaml, Loader=loader)
        assert (seed.heat, seed.flagged, seed.topics) == (
            source["heat"],
            source["published"],
            tuple(source["topics"]),
        )
        assert (seed.secured, seed.featured_content) == (source["secured"], source.get("featuredContent", ""))
        for values, one in zip([seed, *seed.related], [source, *(source.get("related") or [])], strict=True):
            assert_says(values, one)


def assert_says(values: SeedValues | MentionValues, source: dict[str, Any]) -> None:
    assert (values.title, values.excerpt) == (repair(source["title"]).text, repair(source["excerpt"]).text)
    assert (values.published_at, values.quality) == (source["publishedDateTime"], source["quality"])
    addresses = (values.web_url, values.original_url, values.amp_url, values.cdn_amp_url)
    assert addresses == tuple(
        source.get(key, "") for key in ("webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl")
    )
    provider = source["provider"]
    assert values.provider == ProviderValues(provider["domain"], provider["name"], images_of(provider))
    assert (values.images, values.type, values.extra) == (images_of(source), source["type"], ())


def images_of(source: dict[str, Any]) -> tuple[ImageValues, ...]:
    return tuple(
        ImageValues(one["url"], one["width"], one["height"], one.get("title", ""), one.get("isCached"))
        for one in source.get("images") or []
    )


MUTATIONS = st.lists(st.tuples(st.integers(0), st.integers(0, 40), st.binary(max_size=12)), max_size=4)


def mutilated(raw: bytes, mutations: list[tuple[int, int, bytes]]) -> bytes:
    for position, length, put in mutations:
        at = position % (len(raw) + 1)
        raw = raw[:at] + put + raw[at + length :]
    return raw


def assert_documented(raw: bytes) -> None:
    parsed = parse(raw)
    assert (parsed.seed is not None) + bool(parsed.skipped) + bool(parsed.problems) == 1
    assert {problem.code for problem in parsed.problems} <= CODES
    assert {note.code for note in parsed.notes} <= {"repair", "dropped-item"}


@given(st.binary())
def test_any_bytes_have_a_documented_outcome(raw):
    assert_documented(raw)


@given(st.text())
def test_any_front_matter_has_a_documented_outcome(text):
    assert_documented(f"---\n{text}\n---\n".encode(errors="replace"))


@given(st.sampled_from([WHOLE, *(file.read_bytes() for file in SEEDS)]), MUTATIONS)
def test_a_mutilated_seed_has_a_documented_outcome(raw, mutations):
    assert_documented(mutilated(raw, mutations))

"""Slugs of articles and topics."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import parse
from articles.text.slugs import MAX_SLUG, MAX_WORDS, article_slug, declared_slug, topic_slug, words

NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Pokémon", "pokemon"),
        ("Clearview's Clearview’s", "clearviews-clearviews"),
        ("Azure Sphere 20.04: AT&T, BSS/OSS ($1,500)", "azure-sphere-2004-att-bssoss-1500"),
        ("low-code -- now_here", "low-code-now_here"),
        (" outer\u00a0blanks\u202f\u2028and\nlines ", "outer-blanks-and-lines"),
        ("Azure SQL—general", "azure-sqlgeneral"),
        ("Новости", ""),
        ("…—!", ""),
    ],
)
def test_a_title_becomes_words(title, slug):
    assert words(title) == slug


def test_a_long_title_is_cut_at_the_first_blank_from_its_140th_character():
    assert words(f"{'a' * 139} b c") == f"{'a' * 139}-b"
    assert words(f"{'a' * 140} b c") == "a" * 140


def test_a_title_without_blanks_still_makes_a_slug_that_fits():
    assert len(words("a" * 1000)) == len(topic_slug("a" * 1000)) == MAX_WORDS


def test_an_article_slug_has_the_day_in_utc():
    late = datetime(2024, 1, 1, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert article_slug(late, "Good news") == "2024-01-02-good-news"


def test_an_article_slug_is_the_day_alone_where_the_title_has_no_words():
    assert article_slug(NOON, "Новости") == "2024-01-02"


@pytest.mark.parametrize("extension", [".md", ".markdown", ".txt", ".MD"])
def test_a_file_name_declares_a_slug(extension):
    assert declared_slug(f"2024-02-29-Good_news-2{extension}") == "2024-02-29-Good_news-2"


@pytest.mark.parametrize(
    "name",
    [
        *("000_919ffb6e42ede6ff.txt", "good-news.md", "2024-02-29.md", "2024-02-29-.md.html", "2024-02-29-a"),
        *("2023-02-29-a.md", "2024-13-01-a.md", "0000-01-01-a.md", "２０２４-01-01-a.md", "2024-1-1-a.md"),
        *(
            "2024-01-01-é.md",
            "2024-01-01-a b.md",
            "2024-01-01-a.b.md",
            "a/2024-01-01-a.md",
            "2024-01-01-a.md\n",
        ),
        *("2024-01-01-" + "a" * 245 + ".md", ""),
    ],
)
def test_any_other_name_declares_none(name):
    assert declared_slug(name) is None


def test_the_longest_declared_slug_fits():
    slug = "2024-01-01-" + "a" * (MAX_SLUG - 11)
    assert declared_slug(f"{slug}.md") == slug


def test_a_topic_has_a_slug():
    assert topic_slug("Model-driven apps") == "model-driven-apps"
    assert topic_slug("C++ & .NET") == "c-net"
    assert topic_slug("新闻") == ""


@given(st.text())
def test_a_slug_from_any_title_is_one_that_a_file_name_may_declare(title):
    slug = article_slug(NOON, title)
    assert re.fullmatch(r"2024-01-02(-[a-z0-9_]+)*", slug)
    assert slug == "2024-01-02" or declared_slug(f"{slug}.md") == slug


def test_slugs_of_real_titles_are_the_names_that_their_files_have(powerapps, powerapps_2021, azure_sample):
    files = [
        file for corpus in (powerapps, powerapps_2021, azure_sample) for file in corpus.glob("_news/*.md")
    ]
    unlike = [file.name for file in files if words(parse(file.read_bytes()).seed.title) != file.stem[11:]]
    assert len(files) == 2544
    assert len(unlike) == 2  # named before their mojibake was repaired

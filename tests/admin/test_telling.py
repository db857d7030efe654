"""Changes in words."""

import pytest

from articles.admin.telling import corrections, lines_of, value_of
from articles.models import Change


def told(text_before, text_after):
    return [(piece.kind, piece.text) for piece in corrections(text_before, text_after)]


def test_a_correction_names_what_went_and_what_came():
    assert told("a b c", "a x c") == [("same", "a"), ("out", "b"), ("in", "x"), ("same", "c")]
    assert told("a b", "a b c") == [("same", "a b"), ("in", "c")]


def test_long_unchanged_stretches_are_cut():
    words = " ".join(f"w{number}" for number in range(40))
    (same, *_rest) = told(words + " end", words + " fin")
    assert same == ("same", "w0 w1 w2 w3 w4 w5 … w34 w35 w36 w37 w38 w39")


@pytest.mark.parametrize(
    ("name", "pair", "before", "after"),
    [
        ("title", ["A", "B"], "A", "B"),
        ("decision", ["", "published"], "undecided", "published"),
        ("decision", [None, "review"], "undecided", "in review"),
        ("topics", [["A", "B"], []], "A, B", "nothing"),
        ("quality", [0, 61], "0", "61"),
        ("flagged", [False, True], "no", "yes"),
        ("live_from", [None, "2024-05-01T12:00:00Z"], "nothing", "1 May 2024, 12:00"),
        ("title", ["2024-05-01T09:00:00Z", "T"], "2024-05-01T09:00:00Z", "T"),
        ("provider", ["a.example.org", ""], "a.example.org", "nothing"),
    ],
)
def test_values_are_told_as_people_say_them(name, pair, before, after):
    (line,) = lines_of(Change(model="article", fields={name: pair}), {})
    assert (line.before, line.after) == (before, after)


def test_a_correction_of_blanks_only_is_told_as_such():
    words = "one two three four five six seven eight nine ten eleven twelve thirteen"
    (line,) = lines_of(Change(model="article", fields={"excerpt": [words, words.replace(" ", "\n")]}), {})
    assert line.notes == ["blanks or line ends only"]


def test_of_what_was_made_or_deleted_no_field_is_told():
    for kind in (Change.Kind.CREATED, Change.Kind.DELETED):
        assert lines_of(Change(model="article", kind=kind, fields={"title": [None, "A"]}), {}) == []


def test_one_kind_of_nothing_to_another_is_no_news():
    assert lines_of(Change(model="article", fields={"excerpt": ["", None], "topics": [[], None]}), {}) == []


def test_fields_of_later_versions_are_told_by_their_names():
    (line,) = lines_of(Change(model="article", fields={"new_field": [1, 2]}), {})
    assert line.label == "new_field"


def test_many_links_are_counted_after_three():
    before = [{"target": number} for number in range(5)]
    (line,) = lines_of(Change(model="article", fields={"related": [before, []]}), dict(enumerate("ABCDE")))
    assert line.notes == ["removed: “A”, “B”, “C” and 2 more"]


@pytest.mark.parametrize(("gone", "words"), [(1, "an article that is gone"), (2, "2 articles that are gone")])
def test_links_to_what_nobody_can_name_are_counted(gone, words):
    after = [{"target": number} for number in range(gone + 1)]
    (line,) = lines_of(Change(model="article", fields={"related": [[], after]}), {0: "Zero"})
    assert line.notes == [f"added: “Zero”, {words}"]


def test_pictures_are_counted():
    (line,) = lines_of(
        Change(
            model="article", fields={"images": [[{"url": "a"}], [{"url": "b"}, {"renditions": {"card": 1}}]]}
        ),
        {},
    )
    assert line.notes == ["2 added", "1 removed"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"shortname": "AI", "keywords": ["a", "b"]}, "shortname: AI; keywords: a, b"),
        ([{"url": "/logo.png", "width": 50}, {"url": "/b.png"}], "/logo.png, /b.png"),
    ],
)
def test_what_a_site_says_is_told_in_words(value, words):
    assert value_of("details", value) == words

"""Documents taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile.front_matter import FrontMatter, split
from articles.seedfile.problems import RejectedError


def test_front_matter_and_body_are_told_apart():
    assert split(b"---\na: 1\nb: 2\n---\n\nOne.\n\nTwo.\n") == FrontMatter(
        "a: 1\nb: 2\n", 2, "One.\n\nTwo.", 6
    )


def test_only_a_line_of_three_hyphens_closes():
    raw = b"---\na: x---\n----\n --- \n---x\n--- \t\n---\n"
    assert split(raw) == FrontMatter("a: x---\n----\n --- \n---x\n", 2, "---", 7)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_whatever_ends_them(ending):
    raw = ending.join([b"---", b"a: 1", b"---", b"", b"body", b""])
    assert split(raw) == FrontMatter("a: 1\n", 2, "body", 5)


def test_a_body_of_blanks_is_none():
    assert split(b"---\na: 1\n---\n \t\n\n").body == ""


def test_blanks_of_a_body_are_its_own():
    assert split(b"---\na: 1\n---\n  One.  \n").body == "  One.  "


def test_no_body_and_no_newline_at_the_end():
    assert split(b"---\na: 1\n---") == FrontMatter("a: 1\n", 2, "", 3)


@given(st.binary())
def test_any_bytes_are_split_or_rejected(raw):
    assert verdict(raw) in {"", "encoding", "empty", "no-front-matter", "unterminated"}


def verdict(raw: bytes) -> str:
    try:
        split(raw)
    except RejectedError as rejected:
        return rejected.problem.code
    return ""

"""Cursors: tokens that stand for a place in a list."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cursor import LARGEST_ID, Cursor, read

DATED = frozenset(["latest"])


def token(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, LARGEST_ID))
def test_instant_survives_the_way_through_a_token(key: datetime, row: int) -> None:
    cursor = Cursor("latest", key, row)

    assert read(cursor.token(), dated=DATED) == cursor


@given(st.integers(-(2**31), 2**31), st.integers(0, LARGEST_ID))
def test_number_survives_the_way_through_a_token(key: int, row: int) -> None:
    cursor = Cursor("heat", key, row)

    assert read(cursor.token(), dated=DATED) == cursor


@given(st.text())
def test_any_text_is_a_cursor_or_a_value_error(text: str) -> None:
    try:
        read(text, dated=DATED)
    except ValueError:
        return
    assert text


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "x",
        "====",
        "a" * 81,
        token("latest:1"),
        token("latest:x:1"),
        token("latest:1:-1"),
        token("LATEST:1:1"),
        token(f"heat:1:{LARGEST_ID + 1}"),
        token(f"heat:{LARGEST_ID + 1}:1"),
        token("latest:999999999999999999:1"),
        token("latest:１:1"),
    ],
)
def test_damaged_token_is_refused(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"cursor|database|instant"):
        read(damaged, dated=DATED)

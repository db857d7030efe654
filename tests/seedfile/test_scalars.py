"""Texts converted by our schema."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import scalars
from articles.seedfile.scalars import UnreadableError


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("-1", -1), ("0123", 123), ("2147483647", 2**31 - 1)])
def test_a_number_is_decimal(text, number):
    assert scalars.integer(text) == number


@pytest.mark.parametrize("text", ["true", "TRUE", "True", "yes", "Yes", "on", "ON"])
def test_a_flag_is_set_by_any_word_for_it(text):
    assert scalars.flag(text) is True
    assert scalars.flag({"t": "false", "y": "No", "o": "OFF"}[text[0].lower()]) is False


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-03-05T08:30:00Z", datetime(2024, 3, 5, 8, 30, tzinfo=UTC)),
        ("2024-03-05t08:30:00z", datetime(2024, 3, 5, 8, 30, tzinfo=UTC)),
        ("2024-03-05 08:30:00+02:00", datetime(2024, 3, 5, 6, 30, tzinfo=UTC)),
        ("2024-03-05T08:30:00-00:30", datetime(2024, 3, 5, 9, 0, tzinfo=UTC)),
        ("2024-03-05T08:30:00.5Z", datetime(2024, 3, 5, 8, 30, 0, 500_000, tzinfo=UTC)),
        ("2024-03-05T08:30:00.123456789Z", datetime(2024, 3, 5, 8, 30, 0, 123_456, tzinfo=UTC)),
        ("2024-03-10T02:30:00", datetime(2024, 3, 10, 2, 30, tzinfo=UTC)),
        ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC)),
        ("1800-01-01", datetime(1800, 1, 1, tzinfo=UTC)),
        ("2200-12-31T23:59:59Z", datetime(2200, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_is_an_instant_in_utc(text, at):
    assert scalars.instant(text) == at
    assert scalars.instant(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("true", True), ("False", False), ("0", 0), ("-7", -7), ("null", None), ("", None)),
        *(("NO", "NO"), ("yes", "yes"), ("0123", "0123"), ("-0", "-0"), ("1e3", "1e3"), ("3.5", "3.5")),
        *(("12:30:45", "12:30:45"), ("2024-03-05", "2024-03-05"), ("9" * 16, "9" * 16)),
    ],
)
def test_an_unknown_scalar_is_typed_only_where_it_can_mean_nothing_else(text, value):
    guessed = scalars.guess(text)
    assert guessed == value
    assert type(guessed) is type(value)


@given(st.text())
def test_any_text_is_converted_or_unreadable(text):
    for convert in (scalars.integer, scalars.flag, scalars.instant, scalars.address, scalars.domain):
        with suppress(UnreadableError):
            convert(text)

"""Instants as text, and back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.text.instants import instant, instant_text

BERLIN = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2020, 11, 18, 12, 43, tzinfo=UTC), "2020-11-18T12:43:00Z"),
        (datetime(2020, 11, 18, 13, 43, tzinfo=BERLIN), "2020-11-18T12:43:00Z"),
        (datetime(2020, 11, 18, 12, 43, 0, 5, tzinfo=UTC), "2020-11-18T12:43:00.000005Z"),
    ],
)
def test_an_instant_is_written_in_utc_and_read_again(at, text):
    assert instant_text(at) == text
    assert instant(text) == at

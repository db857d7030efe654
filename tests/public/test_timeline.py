"""The timeline of a story's reports."""

from datetime import timedelta

import pytest

from articles.public.timeline import HEIGHT, timeline
from tests.factories import DAY


def test_reports_are_bars_between_the_first_and_the_last() -> None:
    drawn = timeline(DAY, [DAY + timedelta(hours=10), DAY + timedelta(hours=5), DAY + timedelta(hours=10)])

    assert drawn
    assert [(bar.x, bar.height, bar.own) for bar in drawn.bars] == [(0, 12, 12), (300, 12, 0), (590, 24, 0)]
    assert (drawn.count, drawn.first, drawn.last) == (4, DAY, DAY + timedelta(hours=10))


def test_many_reports_at_once_fit_into_the_height() -> None:
    drawn = timeline(DAY, [DAY + timedelta(seconds=number // 100) for number in range(200)])

    assert drawn
    assert max(bar.height for bar in drawn.bars) == HEIGHT
    assert drawn.bars[0].own_y == HEIGHT - drawn.bars[0].own


def test_reports_without_a_time_are_left_out() -> None:
    drawn = timeline(None, [DAY, None, DAY + timedelta(1), DAY + timedelta(2)])

    assert drawn
    assert drawn.count == 3
    assert not any(bar.own for bar in drawn.bars)


@pytest.mark.parametrize("others", [[], [None, None, None], [DAY], [DAY, DAY, DAY]])
def test_too_little_for_a_line_of_time_draws_nothing(others: list[None]) -> None:
    assert timeline(DAY, others) is None

"""The chart of a topic's articles over time."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client

from articles.public.chart import chart
from articles.public.timeline import HEIGHT, SLOT_WIDTH, SLOTS
from tests.factories import DAY, make_topic
from tests.public.world import published

JANUARY, FEBRUARY, JUNE = date(2020, 1, 1), date(2020, 2, 1), date(2020, 6, 1)


def test_months_are_bars_up_to_the_last_one() -> None:
    drawn = chart(Counter({JANUARY: 1, FEBRUARY: 4, JUNE: 2}))

    assert drawn
    assert drawn.width == 24 * SLOT_WIDTH
    assert [(bar.x, bar.height) for bar in drawn.bars] == [(180, 12), (190, 48), (230, 24)]
    assert (drawn.first, drawn.last) == (date(2018, 7, 1), JUNE)
    assert (drawn.count, drawn.busiest, drawn.busiest_count) == (7, FEBRUARY, 4)


def test_many_years_fit_by_bars_of_several_months() -> None:
    drawn = chart(Counter({date(year, month, 1): 1 for year in range(1990, 2024) for month in range(1, 13)}))

    assert drawn
    assert len(drawn.bars) <= SLOTS
    assert drawn.width <= SLOTS * SLOT_WIDTH
    assert max(bar.x for bar in drawn.bars) == drawn.width - SLOT_WIDTH
    assert max(bar.height for bar in drawn.bars) == HEIGHT
    assert (drawn.count, drawn.last) == (34 * 12, date(2023, 12, 1))


def test_first_year_of_the_calendar_is_no_obstacle() -> None:
    assert chart(Counter({date(1900, month, 1): 1 for month in (1, 2, 3)}))


@pytest.mark.parametrize("months", [{}, {JANUARY: 5}, {JANUARY: 5, JUNE: 2}])
def test_too_little_to_see_draws_nothing(months: dict[date, int]) -> None:
    assert chart(Counter(months)) is None


@pytest.mark.django_db
def test_topic_page_draws_its_months_and_says_them(client: Client) -> None:
    topic = make_topic("AI")
    for days in (0, 1, 5, 40):
        published(topics=(topic,), live_from=DAY - timedelta(days=days))

    content = client.get(topic.get_absolute_url()).content.decode()

    assert "4 articles between June 2022 and May 2024, most in April 2024 (2)" in content
    assert content.count("timeline-bar") == 3

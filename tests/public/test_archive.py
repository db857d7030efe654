"""`/archive/…`: counts by year, month and day, and the way from one to the next."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.catalogue import Counts
from articles.public.archive import month, period, years
from tests.factories import make_article
from tests.public.world import published

pytestmark = pytest.mark.django_db


def on(*day: int) -> datetime:
    return datetime(*day, 12, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_years_count_what_is_published_by_month() -> None:
    for day in ((2024, 1, 1), (2024, 12, 31), (2024, 12, 1), (2022, 6, 6)):
        published(live_from=on(*day))
    make_article(live_from=on(2023, 1, 1))

    found = years(Counts().days)

    assert [(year.number, year.count) for year in found] == [(2024, 3), (2022, 1)]
    assert [cell.count for cell in found[0].months] == [1, *[0] * 10, 2]


def test_month_is_a_calendar_with_counts() -> None:
    for day in (1, 1, 29):
        published(live_from=on(2024, 2, day))

    found = month(period(2024, 2), Counts().days)

    cells = [cell for week in found.weeks for cell in week if cell]
    assert len(cells) == 29
    assert {cell.day.day: cell.count for cell in cells if cell.count} == {1: 2, 29: 1}
    assert found.count == 3


def test_days_are_those_of_the_sites_time_zone(client: Client, settings: object) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"  # type: ignore[attr-defined]
    published("Seen", live_from=datetime(2023, 12, 31, 15, 0, tzinfo=UTC))

    assert "Seen" in client.get("/archive/2024/01/01/").content.decode()
    assert client.get("/archive/2023/12/31/").status_code == 404
    assert client.get("/archive/2023/").status_code == 404


def test_each_period_links_to_the_nearest_ones_with_articles(client: Client) -> None:
    for day in ((2020, 3, 9), (2024, 2, 1), (2024, 2, 20), (2024, 12, 31), (2025, 1, 1)):
        published(live_from=on(*day))

    assert 'href="/archive/2020/"' in client.get("/archive/2024/").content.decode()
    assert 'href="/archive/2025/"' in client.get("/archive/2024/").content.decode()
    assert 'href="/archive/2024/12/"' in client.get("/archive/2024/02/").content.decode()
    assert 'href="/archive/2020/03/"' in client.get("/archive/2024/02/").content.decode()
    assert 'href="/archive/2024/02/20/"' in client.get("/archive/2024/02/01/").content.decode()
    assert 'href="/archive/2020/03/09/"' in client.get("/archive/2024/02/01/").content.decode()
    assert 'href="/archive/2024/12/31/"' in client.get("/archive/2025/01/01/").content.decode()


def test_each_period_says_how_many_articles_it_has_and_which_way_its_neighbours_lie(client: Client) -> None:
    for day in ((2024, 2, 1), (2024, 2, 2), (2024, 2, 2), (2024, 2, 3)):
        published(live_from=on(*day))

    content = client.get("/archive/2024/02/02/").content.decode()

    assert ">2 articles<" in content
    assert ">Later: 3 February 2024<" in content
    assert ">Earlier: 1 February 2024<" in content


def test_month_or_day_without_articles_is_404(client: Client) -> None:
    published(live_from=on(2024, 2, 1))

    assert client.get("/archive/2024/03/").status_code == 404
    assert client.get("/archive/2024/02/02/").status_code == 404


@pytest.mark.parametrize("parts", [(1899,), (3000,), (2024, 13), (2024, 2, 30), (0,)])
def test_period_that_cannot_be_is_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"year|month|day"):
        period(*parts)

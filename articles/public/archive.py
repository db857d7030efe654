"""The archive: how many articles went live when, by year, month and day of the site's time zone."""

import calendar
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import get_format

from articles.filters import day_start
from articles.models import Article, ArticleQuerySet

OLDEST, NEWEST = 1900, 2999  # years
SHADES = 4  # steps from few to many in the table of months and the calendar


@dataclass(frozen=True, slots=True)
class Cell:
    """A month or a day, its number of articles, and how many that is for its table, 0 to 4."""

    day: date
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its twelve months."""

    number: int
    count: int
    months: list[Cell]

    @property
    def text(self) -> str:
        """As it stands in addresses."""
        return f"{self.number:04}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of days, None where a day is another month's; `weekdays` are the days of any week."""

    weekdays: list[date]
    weeks: list[list[Cell | None]]
    count: int


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` up to, but not on, `last`."""

    first: date
    last: date

    def articles(self) -> ArticleQuerySet:
        """What went live in it and is still to be read."""
        return Article.objects.published().filter(
            live_from__gte=day_start(self.first), live_from__lt=day_start(self.last)
        )

    def numbers(self, days: Counter[date]) -> Counter[date]:
        """Those of `days` that lie in it."""
        return Counter({day: count for day, count in days.items() if self.first <= day < self.last})

    def earlier(self, days: Iterable[date]) -> date | None:
        """The last of `days` before it."""
        return max((day for day in days if day < self.first), default=None)

    def later(self, days: Iterable[date]) -> date | None:
        """The first of `days` after it."""
        return min((day for day in days if day >= self.last), default=None)


def period(year: int, month: int | None = None, day: int | None = None) -> Period:
    """A year, a month or a day. Raises ValueError for one that no calendar has, or too far away."""
    first = date(year, month or 1, day or 1)
    if not OLDEST <= year <= NEWEST:
        raise ValueError(f"year {year} is not between {OLDEST} and {NEWEST}")
    if day is not None:
        return Period(first, first + timedelta(days=1))
    if month is not None:
        return Period(first, date(year + month // 12, month % 12 + 1, 1))
    return Period(first, date(year + 1, 1, 1))


def years(days: Counter[date]) -> list[Year]:
    """Every year with articles, newest first; `days` are numbers of articles by day."""
    months: Counter[date] = Counter()
    for day, count in days.items():
        months[day.replace(day=1)] += count
    most = max(months.values(), default=0)
    found = []
    for number in sorted({first.year for first in months}, reverse=True):
        cells = [_cell(first, months[first], most) for first in (date(number, n, 1) for n in range(1, 13))]
        found.append(Year(number, sum(cell.count for cell in cells), cells))
    return found


def month(period: Period, days: Counter[date]) -> Month:
    """The calendar of the month that is `period`."""
    counts = period.numbers(days)
    most = max(counts.values(), default=0)
    first_weekday = (get_format("FIRST_DAY_OF_WEEK") - 1) % 7  # Django counts from Sunday, Python from Monday
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(period.first.year, period.first.month)

    def cell(day: date) -> Cell | None:
        return _cell(day, counts[day], most) if day.month == period.first.month else None

    return Month(weeks[0], [[cell(day) for day in week] for week in weeks], counts.total())


def _cell(day: date, count: int, most: int) -> Cell:
    return Cell(day, count, shade=math.ceil(SHADES * count / max(most, SHADES)))

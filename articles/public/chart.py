"""How many articles a topic had over time, as a small drawing: a bar for a month, or for a few months."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date

from articles.public.timeline import HEIGHT, SLOT_WIDTH, SLOTS, Bar

FEWEST = 3  # months with articles; two bars tell nothing that the list does not
SHORTEST = 24  # months that a drawing shows at least: three bars across a page look like a mistake


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of `width` × `height` units from the month `first` to `last`, and what it says in words."""

    bars: list[Bar]
    count: int
    first: date
    last: date
    busiest: date
    busiest_count: int
    width: int
    height: int = HEIGHT


def chart(months: Counter[date]) -> Chart | None:
    """Numbers of articles by the first of their month, drawn; None where there is too little to see."""
    if len(months) < FEWEST:
        return None
    numbers = Counter({_number(month): count for month, count in months.items()})
    last = max(numbers)
    first = min(min(numbers), last - SHORTEST + 1)
    step = math.ceil((last - first + 1) / SLOTS)
    first = last + 1 - step * math.ceil((last - first + 1) / step)  # every bar stands for as many months
    slots: Counter[int] = Counter()
    for number, count in numbers.items():
        slots[(number - first) // step] += count
    unit = HEIGHT / max(slots.values())
    busiest, most = max(months.items(), key=lambda one: (one[1], one[0]))
    return Chart(
        bars=[_bar(place, count * unit) for place, count in sorted(slots.items())],
        count=months.total(),
        first=_month(first),
        last=_month(last),
        busiest=busiest,
        busiest_count=most,
        width=(last - first + 1) // step * SLOT_WIDTH,
    )


def _bar(place: int, height: float) -> Bar:
    return Bar(x=place * SLOT_WIDTH, y=round(HEIGHT - height, 2), height=round(height, 2), own=0)


def _number(month: date) -> int:
    """Months since the year 0."""
    return month.year * 12 + month.month - 1


def _month(number: int) -> date:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1)

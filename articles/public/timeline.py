"""When the reports of a story appeared, as a small drawing: bars on a line of time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

SLOTS = 60  # bars that fit beside each other on a phone
SLOT_WIDTH = 10  # units of the drawing
HEIGHT = 48
MAX_UNIT = 12  # height of one report where there are few
FEWEST = 3  # two points are no timeline


@dataclass(frozen=True, slots=True)
class Bar:
    """The reports of one slot, in units of the drawing; `own` is the article's own part at its foot."""

    x: int
    y: float
    height: float
    own: float

    @property
    def own_y(self) -> float:
        return HEIGHT - self.own


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of `width` × `height` units, and what it says: how many reports, from when to when."""

    bars: list[Bar]
    count: int
    first: datetime
    last: datetime
    width: int = SLOTS * SLOT_WIDTH
    height: int = HEIGHT


def timeline(own: datetime | None, others: Sequence[datetime | None]) -> Timeline | None:
    """The reports on a line of time; None where fewer than three have a time, or all have the same."""
    instants = [instant for instant in (own, *others) if instant is not None]
    if len(instants) < FEWEST or min(instants) == max(instants):
        return None
    first, last = min(instants), max(instants)

    def slot(instant: datetime) -> int:
        return round((instant - first) / (last - first) * (SLOTS - 1))

    counts = Counter(map(slot, instants))
    unit = min(MAX_UNIT, HEIGHT / max(counts.values()))
    bars = [
        _bar(place, number * unit, unit if own and slot(own) == place else 0)
        for place, number in counts.items()
    ]
    return Timeline(sorted(bars, key=lambda bar: bar.x), len(instants), first, last)


def _bar(place: int, height: float, own: float) -> Bar:
    return Bar(x=place * SLOT_WIDTH, y=round(HEIGHT - height, 2), height=round(height, 2), own=round(own, 2))

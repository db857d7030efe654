"""A page of what a query finds: newest first from the whole, any other order from a bounded window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, cast

from articles.catalogue.entries import place
from articles.cursor import Cursor
from articles.models import ArticleQuerySet
from articles.search.matching import Match, places
from articles.search.query import Query, Term

WINDOW = 500  # newest matches that are put into another order than the newest first
FURTHEST = 20_000  # newest matches that are looked through for those that pass the other filters
CLASS_BITS = 36  # below them, the seconds of an article's time, since 1970 and never negative


class Row(NamedTuple):
    """What the order of one match depends on."""

    id: int
    place: int
    title: str
    live_from: datetime
    heat: int
    quality: int


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of one page in order, and the cursor of the next one."""

    ids: list[int]
    after: Cursor | None
    bounded: bool = False


def find(articles: ArticleQuerySet, match: Match, *, sort: str, after: Cursor | None, size: int) -> Found:
    """The page of `size` of those `articles` that match, in the order `sort`, after the cursor.

    The catalogue is up to date: whoever has the counts has seen to that.
    """
    if sort == "latest":
        last = min(match.last, place(cast("datetime", after.key), after.id)) if after else match.last
        rows = _newest(articles, replace(match, last=last), size + 1)
        return _page(rows, size, lambda row: Cursor(sort, row.live_from, row.id))
    window = {row.id: row for row in _newest(articles, match, WINDOW)}
    bounded = len(window) == WINDOW
    if sort == "relevance":
        window |= {row.id: row for row in _newest(articles, match, WINDOW, in_title=True)}
    key = ORDERS[sort]

    def ranked(row: Row) -> tuple[int, int]:
        return key(row, match.query), row.id

    beyond = [row for row in window.values() if after is None or ranked(row) < (after.key, after.id)]
    rows = sorted(beyond, key=ranked, reverse=True)
    page = _page(rows, size, lambda row: Cursor(sort, *ranked(row)))
    return replace(page, bounded=bounded)


def _page(rows: Sequence[Row], size: int, cursor: Callable[[Row], Cursor]) -> Found:
    after = cursor(rows[size - 1]) if len(rows) > size else None
    return Found([row.id for row in rows[:size]], after)


def _newest(articles: ArticleQuerySet, match: Match, number: int, *, in_title: bool = False) -> list[Row]:
    """The newest of `articles` that match; the database matches, the query set has the last word."""
    found: list[Row] = []
    looked, step = 0, number
    while len(found) < number and looked < FURTHEST:
        matching = places(match, step, in_title=in_title)
        columns = ("id", "entry__place", "entry__title", "live_from", "heat", "quality")
        rows = articles.filter(entry__in=matching).order_by("-entry__place").values_list(*columns)
        found += [Row(*row) for row in rows]
        if len(matching) < step:
            break
        looked += step
        match, step = replace(match, last=matching[-1]), min(step * 4, FURTHEST)
    return found[:number]


def relevance(row: Row, query: Query) -> int:
    """Phrase in the title before all terms in the title before the rest; then the newest."""
    title = row.title.split()
    if _stands_in(title, query.phrase):
        rank = 2
    else:
        rank = int(all(_stands_in(title, term) for term in query.wanted))
    return (rank << CLASS_BITS) + max(0, int(row.live_from.timestamp()))


def _stands_in(title: list[str], term: Term) -> bool:
    *first, last = term.words
    length = len(first)
    for start in range(len(title) - length):
        end = title[start + length]
        fits = end.startswith(last) if term.beginning else end == last
        if fits and title[start : start + length] == first:
            return True
    return False


ORDERS: dict[str, Callable[[Row, Query], int]] = {
    "relevance": relevance,
    "heat": lambda row, query: row.heat,
    "quality": lambda row, query: row.quality,
}

"""A page of what a query finds: newest first from the whole, any other order from a bounded window."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, cast

from articles.catalogue.entries import place
from articles.cursor import Cursor
from articles.models import ArticleQuerySet
from articles.search.matching import Match, places
from articles.search.query import Query

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
        cursor = Cursor(sort, rows[size - 1].live_from, rows[size - 1].id) if len(rows) > size else None
        return Found([row.id for row in rows[:size]], cursor)
    window = {row.id: row for row in _newest(articles, match, WINDOW)}
    bounded = len(window) == WINDOW
    if sort == "relevance":
        window |= {row.id: row for row in _newest(articles, match, WINDOW, in_title=True)}
    order = ORDERS[sort](match.query)
    ranked = sorted(((order(row), row.id) for row in window.values()), reverse=True)
    beyond = [one for one in ranked if after is None or one < (after.key, after.id)]
    cursor = Cursor(sort, *beyond[size - 1]) if len(beyond) > size else None
    return Found([pk for _, pk in beyond[:size]], cursor, bounded)


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


Order = Callable[[Row], int]  # the higher the number, the earlier the row


def relevance(query: Query) -> Order:
    """Phrase in the title before all terms in the title before the rest; then the newest."""
    phrase, terms = query.phrase.sought, [term.sought for term in query.wanted]

    def order(row: Row) -> int:
        title = f" {row.title} "
        rank = 2 if phrase in title else int(all(term in title for term in terms))
        return (rank << CLASS_BITS) + max(0, int(row.live_from.timestamp()))

    return order


ORDERS: dict[str, Callable[[Query], Order]] = {
    "relevance": relevance,
    "heat": lambda query: lambda row: row.heat,
    "quality": lambda query: lambda row: row.quality,
}

"""What a database is asked for: entries that match, between two places, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from articles.search import postgresql, sqlite
from articles.search.query import Query

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}
FIRST, LAST = -(2**63), 2**63 - 1  # places


@dataclass(frozen=True, slots=True)
class Match:
    """Entries that match `query` and have all `labels`, from the place `first` up to, but not at, `last`."""

    query: Query
    labels: tuple[str, ...] = ()
    first: int = FIRST
    last: int = LAST


def places(match: Match, number: int, *, in_title: bool = False) -> Sequence[int]:
    """The places of the newest `number` entries, newest first; `in_title` all terms stand in the title."""
    engine = ENGINES[connection.vendor]
    expression = engine.expression(match.query, match.labels, in_title=in_title)
    return engine.newest(expression, match.first, match.last, number)

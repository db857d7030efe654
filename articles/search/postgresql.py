"""Matching with PostgreSQL's tsvector. Only words of `articles.text.words`, each in quotes, ever get here."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from articles.search.query import Query, Term

GLANCE, PEEK = 1000, 10_000  # newest entries that are looked at one by one
FEW = 5000  # matches that the index gives sooner than the newest entries are looked at
# A GIN index knows no order: of a common word it gives every entry. Those are found by looking at the newest.
AMONG_NEWEST = """
    SELECT place FROM (
        SELECT place, words FROM articles_entry WHERE place >= %s AND place < %s
        ORDER BY place DESC LIMIT %s
    ) AS newest WHERE words @@ %s::tsquery ORDER BY place DESC LIMIT %s
"""
BY_INDEX = """
    WITH matching AS MATERIALIZED (
        SELECT place FROM articles_entry WHERE words @@ %s::tsquery AND place >= %s AND place < %s
    ) SELECT place FROM matching ORDER BY place DESC LIMIT %s
"""
ESTIMATE = "EXPLAIN (FORMAT JSON) SELECT 1 FROM articles_entry WHERE words @@ %s::tsquery"


def expression(query: Query, labels: Sequence[str], *, in_title: bool) -> str:
    """The query in PostgreSQL's language; words of titles have the weight A."""
    wanted = [_term(term, "A" if in_title else "") for term in query.wanted]
    unwanted = [f"!{_term(term)}" for term in query.unwanted]
    return " & ".join([*wanted, *(f"'{label}'" for label in labels), *unwanted])


def newest(expression: str, first: int, last: int, number: int) -> Sequence[int]:
    """The places of the newest entries that match."""
    found = _first_column(AMONG_NEWEST, first, last, GLANCE, expression, number)
    if len(found) < number and _matches(expression) > FEW:
        found = _first_column(AMONG_NEWEST, first, last, PEEK, expression, number)
    return found if len(found) == number else _first_column(BY_INDEX, expression, first, last, number)


def _matches(expression: str) -> int:
    """How many entries match, as the statistics have it: words that they do not know are rare."""
    [[plan]] = _first_column(ESTIMATE, expression)
    return int(plan["Plan"]["Plan Rows"])


def _first_column(statement: str, *values: str | int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def _term(term: Term, weight: str = "") -> str:
    last = len(term.words) - 1
    marks = [("*" if term.beginning and place == last else "") + weight for place in range(last + 1)]
    words = [f"'{word}'{f':{mark}' if mark else ''}" for word, mark in zip(term.words, marks, strict=True)]
    return f"({' <-> '.join(words)})"

"""Matching with PostgreSQL's tsvector. Only words of `articles.text.words`, each in quotes, ever get here."""

from collections.abc import Sequence

from django.db import connection

from articles.search.query import Query, Term

PEEK = 10_000  # newest entries that are looked at one by one
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


def expression(query: Query, labels: Sequence[str], *, in_title: bool) -> str:
    """The query in PostgreSQL's language; words of titles have the weight A."""
    wanted = [_term(term, "A" if in_title else "") for term in query.wanted]
    unwanted = [f"!{_term(term)}" for term in query.unwanted]
    return " & ".join([*wanted, *(f"'{label}'" for label in labels), *unwanted])


def newest(expression: str, first: int, last: int, number: int) -> Sequence[int]:
    """The places of the newest entries that match."""
    with connection.cursor() as cursor:
        cursor.execute(AMONG_NEWEST, [first, last, PEEK, expression, number])
        if cursor.rowcount < number:
            cursor.execute(BY_INDEX, [expression, first, last, number])
        return [place for (place,) in cursor.fetchall()]


def _term(term: Term, weight: str = "") -> str:
    last = len(term.words) - 1
    marks = [("*" if term.beginning and place == last else "") + weight for place in range(last + 1)]
    words = [f"'{word}'{f':{mark}' if mark else ''}" for word, mark in zip(term.words, marks, strict=True)]
    return f"({' <-> '.join(words)})"

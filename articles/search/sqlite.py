"""Matching with SQLite's FTS5. Only words of `articles.text.words`, each in quotes, ever get here."""

from collections.abc import Sequence

from django.db import connection

from articles.search.query import Query, Term

# FTS5 reads its lists of entries backwards from the last place on, and stops after enough of them.
NEWEST = """
    SELECT rowid FROM articles_words WHERE articles_words MATCH %s AND rowid >= %s AND rowid < %s
    ORDER BY rowid DESC LIMIT %s
"""


def expression(query: Query, labels: Sequence[str], *, in_title: bool) -> str:
    """The query in FTS5's language."""
    wanted = " AND ".join(map(_term, query.wanted))
    whole = f"{{title}} : ({wanted})" if in_title else f"({wanted})"
    if labels:
        whole += " AND labels : ({})".format(" AND ".join(f'"{label}"' for label in labels))
    if query.unwanted:
        whole = f"({whole}) NOT ({' OR '.join(map(_term, query.unwanted))})"
    return whole


def newest(expression: str, first: int, last: int, number: int) -> Sequence[int]:
    """The places of the newest entries that match."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [expression, first, last, number])
        return [place for (place,) in cursor.fetchall()]


def _term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.beginning else ""}'

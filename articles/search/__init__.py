"""Full-text search: what people type → words, matched by the database, ranked and shown by shared code."""

from articles.search.finding import Found, find
from articles.search.highlighting import marked, snippet
from articles.search.matching import FIRST, LAST, Match
from articles.search.query import LONGEST_QUERY, Query, QueryError, parse
from articles.search.suggesting import instead_of

__all__ = [
    "FIRST",
    "LAST",
    "LONGEST_QUERY",
    "Found",
    "Match",
    "Query",
    "QueryError",
    "find",
    "instead_of",
    "marked",
    "parse",
    "snippet",
]

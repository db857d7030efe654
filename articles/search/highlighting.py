"""Where the words of a query stand in a text, shown with `<mark>`."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.query import Query, Term
from articles.text.words import Span, spans

LONGEST_SNIPPET = 260  # characters
LEAD_IN = 60  # of these, before the first word found


def marked(text: str, query: Query) -> SafeString:
    """`text` as HTML, the words of the query in `<mark>`."""
    return _html(text, 0, len(text), list(_places(spans(text), query)))


def snippet(texts: list[str], query: Query) -> SafeString:
    """The first of `texts` that holds something of the query, cut around it; else the start of the first."""
    for text in texts:
        if found := list(_places(spans(text), query)):
            start = max(0, found[0][0] - LEAD_IN) if found[0][0] > LONGEST_SNIPPET else 0
            return _cut(text, start, found)
    return _cut(texts[0], 0, []) if texts else mark_safe("")


def _cut(text: str, start: int, found: list[tuple[int, int]]) -> SafeString:
    end = start + LONGEST_SNIPPET
    if start:
        start = text.find(" ", start, start + LEAD_IN) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LONGEST_SNIPPET // 2)
    html = _html(text, start, min(end, len(text)), found)
    return mark_safe(f"{'… ' if start else ''}{html}{' …' if end < len(text) else ''}")  # noqa: S308 escaped


def _html(text: str, start: int, end: int, found: list[tuple[int, int]]) -> SafeString:
    parts, at = [], start
    for first, last in found:
        if first >= at and last <= end:
            parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    return mark_safe("".join([*parts, escape(text[at:end])]))  # noqa: S308 each part is escaped


def _places(words: list[Span], query: Query) -> Iterator[tuple[int, int]]:
    """Start and end of what is found, one after the other."""
    at = 0
    while at < len(words):
        length = max((len(term.words) for term in query.wanted if _begins(words, at, term)), default=0)
        if length:
            yield words[at].start, words[at + length - 1].end
        at += length or 1


def _begins(words: list[Span], at: int, term: Term) -> bool:
    here = [span.word for span in words[at : at + len(term.words)]]
    if term.beginning and len(here) == len(term.words) and here[-1].startswith(term.words[-1]):
        here[-1] = term.words[-1]
    return here == list(term.words)

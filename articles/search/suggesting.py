"""What else to try where a query finds nothing: words that are nearly the same and that something says."""

import difflib
import re
from collections.abc import Callable, Iterable

from articles.models import Article
from articles.search.query import Query
from articles.text.words import words

NEWEST = 2000  # articles whose titles are read
NEARNESS = 0.72  # of difflib's ratio: `microsft` and `microsoft` have 0.94, `cloud` and `clod` 0.89
MOST_WORDS = 4  # of a query that are looked at: each costs some milliseconds
LETTERS = 2  # by which lengths may differ


def instead_of(query: Query, text: str, names: Iterable[str], finds: Callable[[str], bool]) -> str:
    """A query that `finds` something, made of the query `text`, which finds nothing; or "".

    Words that nobody says become the nearest that somebody does; those without a near one are left out.
    It is tried once, for every page has its number of questions. `names` are words that readers know
    besides those of titles: topics and providers.
    """
    said = _said(names)
    asked = {word for term in query.wanted for word in term.words if not term.beginning}
    nearest = {word: _nearest(word, said) for word in sorted(asked - said)[:MOST_WORDS]}

    def better(found: re.Match[str]) -> str:
        folded = words(found[0])  # people type it in whatever spelling
        return nearest.get(folded[0], "") or found[0] if len(folded) == 1 else found[0]

    def known(part: str) -> bool:
        return any(nearest.get(word, word) for word in words(part)) or not words(part)

    other = " ".join(filter(known, re.sub(r"\w+", better, text).split()))
    return other if other != text and finds(other) else ""


def _said(names: Iterable[str]) -> set[str]:
    """Words of the newest titles that readers see, and of `names`."""
    newest = Article.objects.published().newest_first().values_list("entry__title", flat=True)[:NEWEST]
    return {word for title in newest for word in (title or "").split()}.union(*map(words, names))


def _nearest(word: str, said: set[str]) -> str:
    alike = [one for one in said if abs(len(one) - len(word)) <= LETTERS]
    return next(iter(difflib.get_close_matches(word, sorted(alike), n=1, cutoff=NEARNESS)), "")

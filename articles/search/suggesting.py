"""What else to try where a query finds nothing: words that are nearly the same and that something says."""

import difflib
import re
from collections.abc import Sequence

from articles.models import Article
from articles.search.matching import Match
from articles.search.query import QueryError, parse
from articles.text.words import words

NEWEST = 2000  # articles whose titles are read
NEARNESS = 0.72  # of difflib's ratio: `microsft` and `microsoft` have 0.94, `cloud` and `clod` 0.89
MOST_WORDS = 4  # of a query that are looked at: each costs some milliseconds
LETTERS = 2  # by which lengths may differ


def instead_of(match: Match, text: str, least_quality: int | None = None) -> str:
    """A query that finds something under the filters of `match`, made of its query `text`; or "".

    Words that nobody says become the nearest that somebody does; those without a near one are left out.
    What it would find is a title among the newest, which are read in one question: every page has its number.
    """
    titles = _titles(match, least_quality)
    said = {word for title in titles for word in title.split()}
    asked = {word for term in match.query.wanted for word in term.words if not term.beginning}
    nearest = {word: _nearest(word, said) for word in sorted(asked - said)[:MOST_WORDS]}

    def better(found: re.Match[str]) -> str:
        folded = words(found[0])  # people type it in whatever spelling
        return nearest.get(folded[0], "") or found[0] if len(folded) == 1 else found[0]

    def known(part: str) -> bool:
        return any(nearest.get(word, word) for word in words(part)) or not words(part)

    other = " ".join(filter(known, re.sub(r"\w+", better, text).split()))
    return other if other != text and _finds(other, titles) else ""


def _titles(match: Match, least_quality: int | None) -> list[str]:
    """The words of the newest titles that the filters let pass, between blanks."""
    columns = ("entry__title", "entry__labels", "entry__place", "quality")
    rows = Article.objects.published().newest_first().values_list(*columns)[:NEWEST]
    return [
        f" {title} "
        for title, labels, place, quality in rows
        if place is not None  # it has just been published
        and match.first <= place < match.last
        and set(match.labels) <= set(labels.split())
        and (least_quality is None or quality >= least_quality)
    ]


def _finds(text: str, titles: Sequence[str]) -> bool:
    try:
        query = parse(text)
    except QueryError:
        return False
    wanted, unwanted = ([term.sought for term in terms] for terms in (query.wanted, query.unwanted))
    return any(
        all(term in title for term in wanted) and not any(term in title for term in unwanted)
        for title in titles
    )


def _nearest(word: str, said: set[str]) -> str:
    alike = [one for one in said if abs(len(one) - len(word)) <= LETTERS]
    return next(iter(difflib.get_close_matches(word, sorted(alike), n=1, cutoff=NEARNESS)), "")

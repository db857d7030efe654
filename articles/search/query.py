"""What people type: words, "phrases", beginnings* and -exclusions."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.text.words import words

LONGEST_QUERY = 200  # characters
MOST_WORDS = 20
SHORTEST_BEGINNING = 2  # characters; one letter begins everything
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')


class QueryError(ValueError):
    """A query that cannot be answered; the message tells its author why, and what to do."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    beginning: bool = False

    @property
    def sought(self) -> str:
        """The words as they stand in a line of words with a blank at each end."""
        return f" {' '.join(self.words)}{'' if self.beginning else ' '}"


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that are all wanted, and terms of which none is."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()

    @property
    def phrase(self) -> Term:
        """Everything wanted as one phrase."""
        joined = tuple(word for term in self.wanted for word in term.words)
        return Term(joined, self.wanted[-1].beginning)


def parse(text: str) -> Query:
    """The query of `text`. Raises QueryError."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(text.translate(_QUOTES)):
        term = _term(part["word"] if part["phrase"] is None else part["phrase"], part["phrase"] is None)
        if term.words:
            (unwanted if part["minus"] else wanted).append(term)
    if sum(len(term.words) for term in (*wanted, *unwanted)) > MOST_WORDS:
        raise QueryError(_("These are too many words. Leave the most telling ones, 20 at most."))
    if not wanted and unwanted:
        raise QueryError(_("This only says what to leave out. Add a word to look for."))
    if not wanted:
        raise QueryError(_("There is no word in this. Type what to look for."))
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _term(text: str, is_word: bool) -> Term:
    found = tuple(words(text))
    beginning = is_word and text.endswith("*") and bool(found) and len(found[-1]) >= SHORTEST_BEGINNING
    return Term(found, beginning)

"""Takes front matter apart where it has the form that collectors write: a line per value, entries by dashes.

Related entries repeat from file to file, so each distinct one needs parsing only once. That is safe because
a regular line is complete in itself: the parser leaves an entry in the state in which it came to it. Whoever
takes the parts must check two things, and read the text as a whole where one fails: each entry `is_regular`,
and `rest` has under `related` one `PLACEHOLDER` at `line`, and nothing else.
"""

import re
from typing import NamedTuple

from articles.seedfile.events import MAX_NODES

PLACEHOLDER = "{}"  # an empty mapping: the parser refuses whatever follows that belongs to an entry
NODES_OF_LINE = 3  # at most: a list, its item, a value

_OPENING = "\nrelated:\n  - "
_NEXT = "\n  - "
_END = re.compile(r"\n(?! )")

_VALUE = r'(?:"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"|-?[^\W_][^\n]*)'  # quoted, or plain, which ends with the line
_PAIR = rf"[A-Za-z0-9_]+:(?: {_VALUE})? *"
_REGULAR = re.compile(rf"{_PAIR}(?:\n {{4,}}(?:- )?{_PAIR})*")


class Apart(NamedTuple):
    """`rest` is the front matter with `PLACEHOLDER` for the entries, line for line; `line` theirs, from 0."""

    rest: str
    entries: list[str]  # without the dash
    line: int


def take_apart(yaml: str) -> Apart | None:
    """The parts of front matter, or None where it has no related entries in this form."""
    start = yaml.find(_OPENING)
    # Such an escape is read differently where other text is smuggled past the parser: see `smuggling`.
    if start < 0 or "\\U" in yaml:
        return None
    first = start + len(_OPENING)
    end = _END.search(yaml, first)
    if end is None:
        return None
    entries = yaml[first : end.start()].split(_NEXT)
    lines = yaml.count("\n", first, end.start())
    rest = f"{yaml[:first]}{PLACEHOLDER}{lines * chr(10)}{yaml[end.start() :]}"
    if (
        len(rest) + lines * NODES_OF_LINE > MAX_NODES
    ):  # every node takes a character: the whole may have too many
        return None
    return Apart(rest, entries, yaml.count("\n", 0, first))


def is_regular(entry: str) -> bool:
    """Whether each line of `entry` is one key with at most one value, complete in itself."""
    return _REGULAR.fullmatch(entry) is not None

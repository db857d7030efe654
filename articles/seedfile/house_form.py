"""Takes documents apart where they have the form that collectors write: a line per value, entries by dashes.

Related entries repeat from file to file, so each distinct one needs parsing, and keeping, only once. For
parsing that is safe because a regular line is complete in itself: the parser leaves an entry in the state in
which it came to it. Whoever parses the parts must check two things, and read the document as a whole where
one fails: each entry is regular, and `rest` has under `related` one `PLACEHOLDER` at `line`, nothing else.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from articles.seedfile.events import MAX_NODES
from articles.seedfile.front_matter import MAX_BYTES
from articles.seedfile.smuggling import MARK

PLACEHOLDER = b"{}"  # an empty mapping: the parser refuses whatever follows that belongs to an entry
NODES_OF_LINE = 3  # at most: a list, its item, a value

_OPENING = b"\nrelated:\n  - "
_NEXT = b"\n  - "
_MARK = re.compile(MARK.encode())
_END = re.compile(rb"\n[^ ]")


class Apart(NamedTuple):
    """A document without its related entries: what stands before and behind them, and they without dashes.

    `lines` is how many lines the entries take.
    """

    before: bytes
    entries: tuple[bytes, ...]
    behind: bytes
    lines: int

    @property
    def line(self) -> int:
        """The line of the first entry, from 1."""
        return self.before.count(b"\n") + 1

    @property
    def rest(self) -> bytes:
        """The document with `PLACEHOLDER` for the entries, line for line."""
        return b"".join((self.before, PLACEHOLDER, (self.lines - 1) * b"\n", self.behind))


def take_apart(raw: bytes) -> Apart | None:
    """The parts of a document, or None where it has no related entries in this form."""
    start = raw.find(_OPENING)
    # Carriage returns may be line ends. The mark is read differently where other text is smuggled past the
    # parser: see `smuggling`.
    if start < 0 or len(raw) > MAX_BYTES or b"\r" in raw or (b"0001" in raw and _MARK.search(raw)):
        return None
    first = start + len(_OPENING)
    end = _END.search(raw, first)
    if end is None:
        return None
    lines = raw.count(b"\n", first, end.start()) + 1
    # Every node takes a character: the whole may have too many.
    if len(raw) - (end.start() - first) + lines * NODES_OF_LINE > MAX_NODES:
        return None
    return Apart(raw[:first], tuple(raw[first : end.start()].split(_NEXT)), raw[end.start() :], lines)


def put_together(before: bytes, entries: Iterable[bytes], behind: bytes) -> bytes:
    """The document that has these parts."""
    return b"".join((before, _NEXT.join(entries), behind))

"""A document's keys with its related entries: each distinct one is parsed once, where its form allows it."""

from functools import lru_cache, partial
from typing import NamedTuple

from articles.seedfile.entries import Entry, read_entry
from articles.seedfile.events import Mapping, Scalar, Sequence, build
from articles.seedfile.fields import MAX_ITEMS
from articles.seedfile.front_matter import FrontMatter, split
from articles.seedfile.house_form import Apart, take_apart
from articles.seedfile.problems import RejectedError
from articles.seedfile.regular import read_regular
from articles.seedfile.schema import RELATED, mention
from articles.seedfile.values import MentionValues

KEPT = 1536  # entries, of some four thousand bytes each; those of real collections repeat within days
_BLANK = (b"", b" ", b"\n")
MAX_ENTRY = 8_000  # bytes: several times the longest real entry, and a bound of what is kept


class Read(NamedTuple):
    """The keys of a document, its body, and where its related entries are read `apart` these."""

    mapping: Mapping
    body: Scalar
    apart: Apart | None = None
    related: list[Entry[MentionValues]] | None = None


def read_document(raw: bytes, *, mojibake: bool) -> Read:
    """Read `raw` as far as its keys. Raises RejectedError."""
    return _read_apart(raw, mojibake) or _read_whole(split(raw))


def _read_whole(matter: FrontMatter) -> Read:
    mapping = read_regular(matter.yaml, matter.yaml_line) or build(matter.yaml, matter.yaml_line)
    return Read(mapping, Scalar(matter.body, False, matter.body_line))


def _read_apart(raw: bytes, mojibake: bool) -> Read | None:
    """The same, or None where only reading the whole says what the text means."""
    apart = take_apart(raw)
    if apart is None or len(apart.entries) > MAX_ITEMS:
        return None
    line = first_line = apart.line
    entries: list[Entry[MentionValues]] = []
    for content in apart.entries:
        entry = _entry(content, mojibake)
        if entry is None:
            return None
        entries.append(entry.moved(line))
        line += entry.lines
    try:
        read = _read_whole(split(apart.rest))
    except RejectedError:
        return None
    placeholder = (RELATED, Sequence((Mapping((), first_line),), first_line))
    return read._replace(apart=apart, related=entries) if placeholder in read.mapping.items else None


@lru_cache(maxsize=KEPT)
def _entry(content: bytes, mojibake: bool) -> Entry[MentionValues] | None:
    """The entry that `content` is, its lines counted from 0, or None where it has to be read in its place."""
    if (
        len(content) > MAX_ENTRY or content[:1] in _BLANK
    ):  # what comes behind a blank line may stand too far left
        return None
    try:
        mapping = read_regular(f"    {content.decode()}\n", 0)
    except UnicodeDecodeError:
        return None
    if mapping is None:
        return None
    entry = read_entry(RELATED, mapping, partial(mention, content=content), mojibake=mojibake)
    return entry._replace(lines=content.count(b"\n") + 1)

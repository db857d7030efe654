"""Front matter with its related entries: each distinct one is parsed once, where its form allows that."""

from functools import lru_cache

from articles.seedfile.entries import Entry, read_entry
from articles.seedfile.events import Mapping, Sequence, build
from articles.seedfile.front_matter import FrontMatter
from articles.seedfile.house_form import is_regular, take_apart
from articles.seedfile.problems import RejectedError
from articles.seedfile.schema import RELATED, mention
from articles.seedfile.values import MentionValues

KEPT = 2048  # entries, of some four thousand bytes each; those of real collections repeat within days
MAX_ENTRY = 8_000  # characters: several times the longest real entry, and a bound of what is kept

Entries = list[Entry[MentionValues]]


def read_front_matter(matter: FrontMatter, *, mojibake: bool) -> tuple[Mapping, Entries | None]:
    """The keys of front matter, and its related entries where they are read apart. Raises RejectedError."""
    return _read_apart(matter, mojibake) or (build(matter.yaml, matter.yaml_line), None)


def _read_apart(matter: FrontMatter, mojibake: bool) -> tuple[Mapping, Entries] | None:
    """The same, or None where only reading the whole says what the text means."""
    apart = take_apart(matter.yaml)
    if apart is None:
        return None
    line = matter.yaml_line + apart.line
    entries: Entries = []
    for text in apart.entries:
        entry = _entry(text, mojibake)
        if entry is None:
            return None
        entries.append(entry.moved(line))
        line += text.count("\n") + 1
    try:
        mapping = build(apart.rest, matter.yaml_line)
    except RejectedError:
        return None
    placeholder = (RELATED, _list_of(Mapping((), matter.yaml_line + apart.line)))
    return (mapping, entries) if placeholder in mapping.items else None


def _list_of(item: Mapping) -> Sequence:
    return Sequence((item,), item.line)


@lru_cache(maxsize=KEPT)
def _entry(text: str, mojibake: bool) -> Entry[MentionValues] | None:
    """The entry that `text` is, its lines counted from 0, or None where it has to be read in its place."""
    if len(text) > MAX_ENTRY or not is_regular(text):
        return None
    try:
        mapping = build(f"{RELATED}:\n  - {text}\n", -1)
    except RejectedError:
        return None
    match mapping.items:
        case ((_, Sequence((node,), _)),):
            return read_entry(RELATED, node, mention, mojibake=mojibake)
    return None

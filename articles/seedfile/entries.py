"""Entries of lists, read one by one: what each says, or why it is left out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from articles.seedfile.events import Mapping, Node
from articles.seedfile.fields import Fields, Reading
from articles.seedfile.problems import Problem

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):  # not a dataclass: a collection has ten thousands of them
    """`value` (None: left out), with the notes on it; its first line, and how many it has."""

    value: T | None
    notes: tuple[Problem, ...]
    line: int
    lines: int = 0

    def moved(self, lines: int) -> "Entry[T]":
        """The same entry so many lines further down."""
        notes = self.notes and tuple(replace(note, line=(note.line or 0) + lines) for note in self.notes)
        return Entry(self.value, notes, self.line + lines, self.lines)


def read_entry(place: str, node: Node, read: Callable[[Fields], T], *, mojibake: bool) -> Entry[T]:
    """What `read` makes of `node`. Whatever is wrong with an entry costs that entry alone, and is noted."""
    alone = Reading(mojibake)
    if not isinstance(node, Mapping):
        alone.drop(place, f"an entry of {place} is no mapping", node.line)
        return Entry(None, tuple(alone.notes), node.line)
    value = read(Fields(node, alone, within=f"{place}."))
    if not alone.problems:
        return Entry(value, tuple(alone.notes), node.line)
    first, left_out = alone.problems[0], Reading(mojibake)
    left_out.drop(first.field or place, first.message, first.line)
    return Entry(None, tuple(left_out.notes), node.line)


def distinct(
    entries: Iterable[Entry[T]], place: str, identity: Callable[[T], str], reading: Reading, *, own: str = ""
) -> tuple[T, ...]:
    """The values of a list: first ones of their identity only, none of our `own`."""
    found: dict[str, T] = {}
    for entry in entries:
        reading.notes += entry.notes
        if entry.value is None:
            continue
        if (name := identity(entry.value)) == own:
            reading.drop(place, f"an entry of {place} is the article itself", entry.line)
        elif name in found:
            reading.drop(place, f"an entry of {place} is there already", entry.line)
        else:
            found[name] = entry.value
    return tuple(found.values())

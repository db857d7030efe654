"""Reads the keys of one mapping by our schema: what cannot be read is collected, what is mended is noted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from articles.seedfile import scalars
from articles.seedfile.events import Mapping, Node, Scalar, Sequence
from articles.seedfile.problems import Problem, quoted
from articles.seedfile.scalars import MAX_NAME, UnreadableError
from articles.seedfile.values import Extra
from articles.text.repair import repair

MAX_ITEMS = 1_000  # of a list; real files have at most 179 related links

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """How to read, and what was found on the way. `mojibake`: mend it."""

    mojibake: bool
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def drop(self, place: str, reason: str, line: int | None) -> None:
        """Note that something at `place` is left out, and why."""
        self.notes.append(Problem("dropped-item", f"left out: {reason}", line, place))


class Fields:
    """The keys of a mapping, each to be read once; null is absent. `within` is its place, as `provider.`."""

    def __init__(self, mapping: Mapping, reading: Reading, *, within: str = "") -> None:
        self.reading = reading
        self._line = mapping.line
        self._left = dict(mapping.items)
        self._within = within
        self._refused: set[str] = set()

    def name(self, key: str) -> str:
        """The key with its place, as reports give it."""
        return f"{self._within}{key}"

    def text(self, key: str, limit: int) -> str:
        """A text, repaired and else verbatim; "" where absent."""
        node = self._take(key)
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return self.checked(key, node, limit)
        self._refuse(key, _wrong_kind(node, "a text"), node.line)
        return ""

    def checked(self, key: str, scalar: Scalar, limit: int) -> str:
        """The text of `scalar`, repaired; "" and a problem where it is longer than `limit`."""
        if len(scalar.text) <= limit:
            return self._repaired(key, scalar)
        self._refuse(key, scalars.too_long(scalar.text, limit), scalar.line)
        return ""

    def integer(self, key: str) -> int | None:
        """A whole number of 32 bits."""
        return self._converted(key, scalars.integer)

    def flag(self, key: str) -> bool | None:
        """True or false."""
        return self._converted(key, scalars.flag)

    def instant(self, key: str) -> datetime | None:
        """A date and time in UTC."""
        return self._converted(key, scalars.instant)

    def domain(self, key: str) -> str:
        """A host name in its one form; "" where absent."""
        return self._converted(key, scalars.domain) or ""

    def address(self, key: str, *, or_path: bool = False) -> str:
        """An address that can become a link, or where allowed a path on the site; "" where absent."""
        return self._converted(key, scalars.site_address if or_path else scalars.address) or ""

    def slug(self, key: str) -> str:
        """The last part of an address; "" where absent."""
        return self._converted(key, scalars.slug) or ""

    def optional_address(self, key: str) -> str:
        """An address that is not worth the whole: one that cannot be used is left out with a note."""
        return self._converted(key, scalars.address, optional=True) or ""

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names, or one alone; blank names and repetitions (case-folded) are passed over."""
        node = self._take(key)
        names: dict[str, str] = {}
        for item in (node,) if isinstance(node, Scalar) else self._items(key, node):
            if not isinstance(item, Scalar):
                self._refuse(key, _wrong_kind(item, "a name"), item.line)
            elif not is_null(item) and (name := self.checked(key, item, MAX_NAME)).strip():
                names.setdefault(name.casefold(), name)
        return tuple(names.values())

    def nested(self, key: str) -> "Fields | None":
        """The keys of the mapping under `key`."""
        node = self._take(key)
        if isinstance(node, Mapping):
            return Fields(node, self.reading, within=f"{self.name(key)}.")
        if node is not None:
            self._refuse(key, _wrong_kind(node, "a mapping"), node.line)
        return None

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of a list, unread."""
        return self._items(key, self._take(key))

    def unread(self) -> tuple[tuple[str, Node], ...]:
        """The keys that nobody read, in their order, with what stands there."""
        return tuple(self._left.items())

    def extra(self) -> Extra:
        """The keys that nobody read, in their order."""
        return tuple((key, self._jsonable(key, node)) for key, node in self._left.items())

    def require(self, *keys: str, given: object) -> None:
        """Refuse the mapping unless one of `keys` was `given`, or is refused already."""
        if not given and self._refused.isdisjoint(keys):
            missing = UnreadableError("missing-field", f"is missing; add a line {keys[0]}: …")
            self._refuse(keys[0], missing, self._line)

    def _refuse(self, key: str, error: UnreadableError, line: int) -> None:
        self._refused.add(key)
        name = self.name(key)
        self.reading.problems.append(Problem(error.code, f"{name} {error.reason}", line, name))

    def _take(self, key: str) -> Node | None:
        node = self._left.pop(key, None)
        return None if node is None or is_null(node) else node

    def _items(self, key: str, node: Node | None) -> tuple[Node, ...]:
        if isinstance(node, Sequence):
            if len(node.items) <= MAX_ITEMS:
                return node.items
            reason = f"has {len(node.items):,} items; the limit is {MAX_ITEMS:,}"
            self._refuse(key, UnreadableError("too-large", reason), node.line)
        elif node is not None:
            self._refuse(key, _wrong_kind(node, "a list"), node.line)
        return ()

    def _converted(self, key: str, convert: Callable[[str], T], *, optional: bool = False) -> T | None:
        node = self._take(key)
        if node is None:
            return None
        try:
            if isinstance(node, Scalar):
                return convert(node.text)
            raise _wrong_kind(node, "a single value")
        except UnreadableError as error:
            if optional:
                self.reading.drop(self.name(key), f"{self.name(key)} {error.reason}", node.line)
            else:
                self._refuse(key, error, node.line)
        return None

    def _repaired(self, key: str, scalar: Scalar) -> str:
        text, repairs = repair(scalar.text, mojibake=self.reading.mojibake)
        if repairs:
            name = self.name(key)
            message = f"{name}: {' and '.join(repairs)} repaired; it reads {quoted(text)}"
            self.reading.notes.append(Problem("repair", message, scalar.line, name))
        return text

    def _jsonable(self, key: str, node: Node) -> Any:
        if isinstance(node, Mapping):
            return {name: self._jsonable(key, value) for name, value in node.items}
        if isinstance(node, Sequence):
            return [self._jsonable(key, item) for item in node.items]
        value = scalars.guess(node.text) if node.plain else node.text
        return self._repaired(key, node) if isinstance(value, str) else value


def is_null(node: Node) -> bool:
    """Whether the file says that there is nothing."""
    return type(node) is Scalar and node.plain and node.text in scalars.NULLS


def _wrong_kind(node: Node, expected: str) -> UnreadableError:
    found = {Scalar: "a single value", Mapping: "a mapping", Sequence: "a list"}[type(node)]
    return UnreadableError("bad-type", f"is {found}; make it {expected}")

"""A file's text as it stands: where its values are, and parts of it replaced, all else untouched."""

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from articles.seedfile import events
from articles.seedfile.front_matter import FrontMatter
from articles.seedfile.smuggling import restore, smuggle

_LINE_END = re.compile("\r\n|\r|\n")


class IrregularError(Exception):
    """The text has a form in which its parts cannot be replaced one by one."""


class Replacement(NamedTuple):
    """New text for that from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where one value stands; in `flow` style within braces or brackets."""

    start: int
    end: int
    flow: bool
    keys: tuple["Key", ...] = ()
    items: tuple["Span", ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """Where a key of a mapping stands, the colon behind it, and its value, which may be nothing."""

    name: str
    start: int
    colon: int
    value: Span

    @property
    def end(self) -> int:
        return max(self.value.end, self.colon + 1)


class Page:
    """The text of a file that `split` can take apart, with its own line ends."""

    def __init__(self, raw: bytes, matter: FrontMatter) -> None:
        self._mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        self.text = raw.decode("utf-8-sig")
        ends = list(_LINE_END.finditer(self.text))
        self.eol = ends[0][0]
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(self.text)]
        self._first = matter.yaml_line - 1
        closing = self._first + matter.yaml.count("\n")
        self.closing = self._starts[closing], self._ends[closing]
        self._yaml = smuggle(matter.yaml)
        self._smuggled = self._yaml != matter.yaml

    def span(self) -> Span:
        """The front matter, taken apart."""
        return self._span(yaml.compose(self._yaml, Loader=events.LOADER))

    def line(self, at: int) -> tuple[int, int]:
        """Start and end of the line of `at`, its line end not included."""
        number = bisect_right(self._starts, at) - 1
        return self._starts[number], self._ends[number]

    def after_line(self, at: int) -> int:
        """Where the line after that of `at` starts."""
        number = bisect_right(self._starts, at)
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def part(self, start: int, end: int, replacements: Iterable[Replacement]) -> str:
        """The text from `start` to `end` with `replacements` made, all of which lie there."""
        parts, at = [], start
        for one in sorted(replacements, key=lambda one: one[:2]):
            if one.start < at or one.end > end:
                raise IrregularError
            parts += [self.text[at : one.start], one.text]
            at = one.end
        return "".join([*parts, self.text[at:end]])

    def encoded(self, text: str) -> bytes:
        """`text` as the bytes of a file like this one."""
        return self._mark + text.encode()

    def _span(self, node: Any) -> Span:
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            if node.style in ("|", ">"):  # such a text ends where the next line starts, or further on
                end = start + len(self.text[start:end].rstrip())
            return Span(start, end, flow=False)
        keys: tuple[Key, ...] = ()
        items: tuple[Span, ...] = ()
        if isinstance(node, yaml.MappingNode):
            keys = tuple(self._key(key, value) for key, value in node.value)
        else:
            items = tuple(self._span(item) for item in node.value)
        if not node.flow_style:  # blocks end where the next one starts
            end = (keys or items)[-1].end
        return Span(start, end, bool(node.flow_style), keys, items)

    def _key(self, key: Any, value: Any) -> Key:
        name = restore(key.value) if self._smuggled else key.value
        colon = self.text.find(":", self._offset(key.end_mark))
        if colon < 0:
            raise IrregularError
        return Key(name, self._offset(key.start_mark), colon, self._span(value))

    def _offset(self, mark: Any) -> int:
        number = self._first + mark.line
        start = self._starts[number]
        if not self._smuggled:
            return int(start + mark.column)
        line = self.text[start : self._ends[number]]
        columns = range(len(line) + 1)
        return start + bisect_left(columns, mark.column, key=lambda column: len(smuggle(line[:column])))

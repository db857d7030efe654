"""Reads YAML of which every line is complete in itself, as collectors write it, in half the parser's time.

A line holds blanks, perhaps a dash, and a key, a value or both. A value is in double quotes, or plain and
free of all that means something to YAML; it ends with its line. Whatever else a text holds makes it another's
to read: the reader never says anything that `events.build` would not say.
"""

import re
from typing import NamedTuple

from articles.seedfile.events import MAX_KEY, Mapping, Node, Scalar, Sequence
from articles.seedfile.smuggling import MARK

MAX_NESTING = 8  # levels; far from the depth that is refused
EMPTY = "{}"  # the one flow mapping that a line may hold

_ESCAPE = r'\\(["\\nrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})'  # half a pair of UTF-16 is another's to read
_LINE = re.compile(
    rf"(?P<indent> *)(?P<dash>- )?(?:(?P<key>[A-Za-z0-9_]{{1,{MAX_KEY}}}):(?=[ \n]) *)?"
    rf'(?:(?P<quoted>"[^"\\\n]*(?:{_ESCAPE.replace("(", "(?:", 1)}[^"\\\n]*)*") *'
    r"|(?P<plain>-?[^\W_][^\t\\\n]*|\{\} *))?"
    r"(?P<ends>\n+)"
)
_MARK = re.compile(MARK)
_ANY_ESCAPE = re.compile(_ESCAPE)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
# Beside ASCII what the parser takes as it stands: no controls, line ends of YAML 1.1, surrogates or marks.
_UNFIT = re.compile("[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0001fffd]")


class _IrregularError(Exception):
    """The text is for the parser."""


class _Line(NamedTuple):
    """One line: the column of its key or value, and whether a dash stands before it."""

    column: int
    dash: bool
    key: str | None
    value: Node | None
    number: int


def read_regular(text: str, first_line: int = 1) -> Mapping | None:
    """What `events.build` makes of `text`, or None where only that can tell."""
    if not _is_fit(text):
        return None
    try:
        return _Reader(_lines(text, first_line)).document()
    except _IrregularError:
        return None


def _is_fit(text: str) -> bool:
    if "0001" in text and _MARK.search(text):  # smuggled past the parser it would be read differently
        return False
    if text.isascii():  # the tests of a string are fast
        return text.replace("\n", "").isprintable()
    return not _UNFIT.search(text)


def _lines(text: str, number: int) -> list[_Line]:
    lines: list[_Line] = []
    position, end, match = 0, len(text), _LINE.match
    while position < end:
        found = match(text, position)
        if found is None:
            raise _IrregularError
        position = found.end()
        indent, dash, key, quoted, plain, ends = found.groups()
        value: Node | None = None
        if quoted is not None:
            value = Scalar(_unquoted(quoted), False, number)
        elif plain is not None:
            value = _plain(plain.rstrip(" "), number)
        if key is not None or value is not None:
            lines.append(
                _Line(len(indent) + 2 if dash else len(indent), dash is not None, key, value, number)
            )
        elif dash:
            raise _IrregularError
        number += len(ends)
    return lines


def _plain(text: str, number: int) -> Node:
    if text == EMPTY:
        return Mapping((), number)
    if ": " in text or " #" in text or text[-1] == ":":
        raise _IrregularError
    return Scalar(text, True, number)


def _unquoted(text: str) -> str:
    return _ANY_ESCAPE.sub(_unescaped, text[1:-1]) if "\\" in text else text[1:-1]


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1]
    return _ESCAPED.get(code, code) if len(code) == 1 else chr(int(code[1:], 16))


class _Reader:
    """Puts lines together by their columns."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def document(self) -> Mapping:
        if not self._lines:
            raise _IrregularError
        first = self._lines[0]
        mapping = self._mapping(first.column, MAX_NESTING)
        if first.dash or self._at < len(self._lines):
            raise _IrregularError
        return mapping

    def _mapping(self, column: int, levels: int) -> Mapping:
        """The keys in `column`, of which the first is there; a dash before that one is another's."""
        lines, items = self._lines, {}
        start = line = lines[self._at]
        while line.key is not None and line.key not in items:
            self._at += 1
            items[line.key] = line.value or self._block(line, column, levels - 1)
            if self._at == len(lines) or (line := lines[self._at]).dash or line.column != column:
                return Mapping(tuple(items.items()), start.number)
        raise _IrregularError

    def _block(self, key: _Line, column: int, levels: int) -> Node:
        """What lies below a `key` in `column`."""
        if not levels:
            raise _IrregularError
        line = self._lines[self._at] if self._at < len(self._lines) else None
        if line and line.dash and line.column - 2 >= column:
            return self._sequence(line.column, levels)
        if line and not line.dash and line.column > column:
            return self._mapping(line.column, levels)
        return Scalar("", True, key.number)

    def _sequence(self, column: int, levels: int) -> Sequence:
        """The items whose dashes stand two before `column`."""
        lines, items = self._lines, []
        start = line = lines[self._at]
        while line.dash and line.column == column:
            if line.key is None and line.value is not None:
                items.append(line.value)
                self._at += 1
            else:
                items.append(self._mapping(column, levels - 1))
            if self._at == len(lines):
                break
            line = lines[self._at]
        return Sequence(tuple(items), start.number)

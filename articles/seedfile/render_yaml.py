"""Plain nodes → YAML text as the house writes it: two blanks deeper per level, one line per value."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.resolver import Resolver

from articles.seedfile.events import Mapping, Node, Scalar

INDENT = 2  # columns per level

_MEANT = re.compile(r"~|-?[0-9]+|[A-Za-z]+")  # null, number or flag, which quotes would make a text
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z)?")
_NEVER_RAW = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RESOLVER: Any = Resolver()
_TEXT = "tag:yaml.org,2002:str"


def is_word(text: str) -> bool:
    """Whether `text` can go without quotes and is a text to every reader of YAML."""
    if not text or not text[0].isalnum() or not text.isprintable():
        return False
    if text[-1] in " :" or ": " in text or " #" in text:
        return False
    return bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT)


def scalar(node: Scalar) -> str:
    """A single value with no more quotes than it takes."""
    if node.plain and not node.text:
        return "~"
    plain = _MEANT.fullmatch(node.text) or _INSTANT.fullmatch(node.text) or is_word(node.text)
    return node.text if node.plain and plain else _quoted(node.text)


def flow(node: Node) -> str:
    """`node` on one line, as it may stand within braces and brackets."""
    if isinstance(node, Scalar):
        plain = node.plain and (not node.text or _MEANT.fullmatch(node.text))
        return scalar(node) if plain else _quoted(node.text)
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{_quoted(key)}: {flow(value)}" for key, value in node.items) + "}"
    return "[" + ", ".join(map(flow, node.items)) + "]"


def key_lines(key: str, value: Node, column: int = 0) -> Iterator[str]:
    """The lines of one key of a mapping whose keys stand at `column`."""
    first, *rest = value_lines(value, column)
    yield f"{' ' * column}{key if is_word(key) else _quoted(key)}:{first}"
    yield from rest


def value_lines(value: Node, column: int) -> Iterator[str]:
    """What follows the colon of a key at `column`, then further lines."""
    if _fits_a_line(value):
        yield f" {_on_a_line(value)}"
    else:
        yield ""
        yield from _lines(value, column + INDENT)


def item_lines(item: Node, column: int) -> Iterator[str]:
    """The lines of one item of a list whose hyphens stand at `column`."""
    if _fits_a_line(item):
        yield f"{' ' * column}- {_on_a_line(item)}"
    else:
        first, *rest = _lines(item, column + INDENT)
        yield f"{' ' * column}- {first[column + INDENT :]}"
        yield from rest


def _lines(node: Node, column: int) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.items:
            yield from key_lines(key, value, column)
    elif not isinstance(node, Scalar):
        for item in node.items:
            yield from item_lines(item, column)


def _fits_a_line(node: Node) -> bool:
    return isinstance(node, Scalar) or not node.items


def _on_a_line(node: Node) -> str:
    return scalar(node) if isinstance(node, Scalar) else flow(node)


def _quoted(text: str) -> str:
    return '"' + _NEVER_RAW.sub(lambda found: _escape(found[0]), text) + '"'


def _escape(char: str) -> str:
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"

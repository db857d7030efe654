"""YAML text → plain nodes, built from parser events under limits; no constructor ever runs.

Constructors guess types (`NO`, `12:30:45`), run code for some tags, expand aliases without bound and
crash the interpreter on deep nesting. Events do none of that, and cost half the time.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from articles.seedfile.problems import RejectedError, quoted
from articles.seedfile.smuggling import restore, smuggle
from articles.text.characters import NEVER_IN_TEXT

MAX_DEPTH = 32
MAX_KEY = 200  # characters
MAX_NODES = 250_000  # several times what the permitted number of related links needs

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where PyYAML was built with it

_UNFIT_IN_KEY = re.compile(rf"[\t\n\r\u2028\u2029{NEVER_IN_TEXT}]")

_NULL = "tag:yaml.org,2002:null"
_TEXT = {"!", "tag:yaml.org,2002:str"}
_TYPED = {f"tag:yaml.org,2002:{name}" for name in ("int", "bool", "float", "timestamp")}
_TAGS = {
    ScalarEvent: {_NULL} | _TEXT | _TYPED,
    MappingStartEvent: {"!", "tag:yaml.org,2002:map"},
    SequenceStartEvent: {"!", "tag:yaml.org,2002:seq"},
}


# Named tuples: a collection has millions of nodes, and frozen dataclasses take twice as long to make.
class Scalar(NamedTuple):
    """A text; a `plain` one, written without quotes or tag, may mean null, a number or a flag."""

    text: str
    plain: bool
    line: int


class Mapping(NamedTuple):
    """Keys, each once and all of them texts, with their values in order."""

    items: "tuple[tuple[str, Node], ...]"
    line: int


class Sequence(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    line: int


Node = Scalar | Mapping | Sequence


def build(text: str, first_line: int = 1) -> Mapping:
    """Read one YAML mapping; `first_line` is where the file has the first of `text`. Raises RejectedError."""
    try:
        return _Builder(text, first_line).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        line = mark.line + first_line if mark else None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # also of escapes and tags beyond Unicode
        reason, line = type(error).__name__, None
    raise RejectedError("yaml", f"not valid YAML: {reason}; mend the line or quote its value", line)


class _Builder:
    """Builds the nodes of one document, checking every event before its content is looked at."""

    def __init__(self, text: str, first_line: int) -> None:
        smuggled = smuggle(text)
        self._next: Callable[[], Any] = LOADER(smuggled).get_event
        self._smuggled = smuggled != text
        self._first_line = first_line
        self._nodes = 0

    def document(self) -> Mapping:
        self._next()  # the stream starts
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise RejectedError(
                "empty", "the front matter is empty; fill it or delete the file", self._first_line
            )
        top = self._node(self._next(), 1)
        self._next()  # the document ends
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            raise self._rejected(
                after, "yaml", "a second YAML document starts here; keep one between the --- lines"
            )
        if not isinstance(top, Mapping):
            raise RejectedError(
                "not-a-mapping", "the front matter is not made of keys; write lines as title: …", top.line
            )
        return top

    def _node(self, event: Any, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._rejected(event, "too-large", f"more than {MAX_NODES:,} values; split the file")
        if event.anchor is not None or event.tag is not None:
            self._check_marks(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            raise self._rejected(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep; flatten it")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        return self._sequence(event, depth)

    def _check_marks(self, event: Any) -> None:
        if event.anchor is not None:  # aliases have one, too
            remedy = "write the value out, or quote it where it is text"
            raise self._rejected(event, "alias", f"anchors and aliases (& and *) are not accepted; {remedy}")
        if event.tag is not None and event.tag not in _TAGS[type(event)]:
            raise self._rejected(event, "yaml", f"the tag {quoted(event.tag)} is not accepted; remove it")

    def _scalar(self, event: Any) -> Scalar:
        line = event.start_mark.line + self._first_line
        if event.tag is None:
            return Scalar(self._text(event), event.implicit[0], line)
        if event.tag == _NULL:
            return Scalar("", True, line)
        return Scalar(self._text(event), event.tag not in _TEXT, line)

    def _text(self, event: Any) -> str:
        return restore(event.value) if self._smuggled else event.value

    def _mapping(self, start: Any, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event)
            if key in items:
                raise self._rejected(
                    event, "duplicate-key", f"the key {quoted(key)} is there twice; keep one", key
                )
            items[key] = self._node(self._next(), depth + 1)
        return Mapping(tuple(items.items()), start.start_mark.line + self._first_line)

    def _key(self, event: Any) -> str:
        if event.anchor is not None or event.tag is not None:
            self._check_marks(event)
        if not isinstance(event, ScalarEvent):
            raise self._rejected(event, "yaml", "a key is a list or a mapping; make it a text")
        if event.value == "<<" and event.implicit[0]:
            raise self._rejected(event, "alias", "merge keys (<<) are not accepted; write the keys out")
        key = self._text(event)
        if not _is_fit(key):
            reason = f"is no single line of at most {MAX_KEY} visible characters; rename it"
            raise self._rejected(event, "yaml", f"the key {quoted(key)} {reason}")
        return key

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), start.start_mark.line + self._first_line)

    def _rejected(self, event: Any, code: str, message: str, field: str | None = None) -> RejectedError:
        return RejectedError(code, message, event.start_mark.line + self._first_line, field)


@lru_cache(maxsize=1024)  # all files share some thirty keys
def _is_fit(key: str) -> bool:
    return len(key) <= MAX_KEY and not _UNFIT_IN_KEY.search(key)

"""What is to change in a file, by field; and which of its keys and list items that means."""

from collections import abc
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from articles.seedfile import schema
from articles.seedfile.events import Mapping, Node, Scalar, Sequence
from articles.seedfile.fields import Fields, Reading, is_null
from articles.seedfile.patch_nodes import Arranged, Change, Changes, Kept
from articles.seedfile.render_values import (
    IMAGE_ORDER,
    KEYS,
    MENTION_ORDER,
    NOWHERE,
    image,
    mention,
    word,
)
from articles.seedfile.values import ImageValues, MentionValues
from articles.text.repair import repair

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edits:
    """New values: `values` by field as in SeedValues, lists and body apart; None leaves these as they are.

    A related entry that the file has already stands by its key.
    """

    values: abc.Mapping[str, Any] = field(default_factory=dict)
    topics: abc.Sequence[str] | None = None
    images: abc.Sequence[ImageValues] | None = None
    related: abc.Sequence[str | MentionValues] | None = None
    body: str | None = None

    def __bool__(self) -> bool:
        lists = (self.topics, self.images, self.related, self.body)
        return bool(self.values) or any(one is not None for one in lists)


def changes_of(file: Mapping, edits: Edits) -> Changes:
    """The keys of `file` that `edits` mean."""
    nodes = dict(file.items)
    changes: dict[str, Change] = {}
    for name, value in edits.values.items():
        key, node = KEYS[name]
        changes[key] = node(value)
    if edits.topics is not None:
        changes["topics"] = _topics(nodes.get("topics"), edits.topics)
    if edits.images is not None:
        changes["images"] = _images(nodes.get("images"), edits.images)
    if edits.related is not None:
        changes["related"] = _related(nodes.get("related"), edits.related)
    return changes


def _topics(node: Node | None, wanted: abc.Sequence[str]) -> Change:
    def read(item: Node) -> str | None:
        return repair(item.text).text if isinstance(item, Scalar) and not is_null(item) else None

    standing = _standing(node, read, str.casefold)
    items: list[Kept | Node] = []
    for name in wanted:
        known = standing.get(name.casefold())
        items.append(Kept(known[0], {}) if known else word(name))
    return _list(items, ())


def _images(node: Node | None, wanted: abc.Sequence[ImageValues]) -> Change:
    standing = _standing(node, _reader(schema.image), lambda one: one.url)
    items: list[Kept | Node] = []
    for one in wanted:
        known = standing.get(one.url)
        items.append(Kept(known[0], _differences(known[1], one)) if known else image(one))
    return _list(items, IMAGE_ORDER)


def _differences(before: ImageValues, after: ImageValues) -> Changes:
    old, new = dict(image(before).items), dict(image(after).items)
    return {key: new.get(key) for key in IMAGE_ORDER if old.get(key) != new.get(key)}


def _related(node: Node | None, wanted: abc.Sequence[str | MentionValues]) -> Change:
    standing = _standing(node, _reader(schema.mention), lambda one: one.key)
    items: list[Kept | Node] = []
    for one in wanted:
        if isinstance(one, MentionValues):
            items.append(mention(one))
        elif known := standing.get(one):
            items.append(Kept(known[0], {}))
    return _list(items, MENTION_ORDER)


def _reader(read: Callable[[Fields], T]) -> Callable[[Node], T | None]:
    def entry(item: Node) -> T | None:
        if not isinstance(item, Mapping):
            return None
        reading = Reading(mojibake=True)
        value = read(Fields(item, reading))
        return None if reading.problems else value

    return entry


def _standing(
    node: Node | None, read: Callable[[Node], T | None], identity: Callable[[T], str]
) -> dict[str, tuple[int, T]]:
    """The items of a list that an import can use, by what they are: index and value, first ones only."""
    found: dict[str, tuple[int, T]] = {}
    for index, item in enumerate(node.items if isinstance(node, Sequence) else ()):
        value = read(item)
        if value is not None:
            found.setdefault(identity(value), (index, value))
    return found


def _list(items: abc.Sequence[Kept | Node], order: abc.Sequence[str]) -> Change:
    if not items:
        return None
    nodes = [item for item in items if not isinstance(item, Kept)]
    return Sequence(tuple(nodes), NOWHERE) if len(nodes) == len(items) else Arranged(items, order)

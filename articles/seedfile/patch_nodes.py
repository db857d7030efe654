"""What an edit makes of the keys of a mapping, as nodes: what the edited text must say."""

from collections import abc
from dataclasses import dataclass, field

from articles.seedfile import scalars
from articles.seedfile.events import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Kept:
    """The item of a list that stands at `index` now, with what changes of its keys."""

    index: int
    changes: "Changes"


@dataclass(frozen=True, slots=True)
class Arranged:
    """A list anew, of items that it has and new ones; `order` is that of an item's keys."""

    items: abc.Sequence[Kept | Node]
    order: abc.Sequence[str] = field(default=())

    @property
    def in_place(self) -> bool:
        """Whether each item stays where it is, as far as its index says."""
        return all(isinstance(item, Kept) and item.index == at for at, item in enumerate(self.items))


Change = Node | Arranged | None  # None drops the key
Changes = abc.Mapping[str, Change]


def changed(mapping: Mapping, changes: Changes, order: abc.Sequence[str]) -> Mapping:
    """`mapping` after `changes`; new keys stand where `order` puts them."""
    items = dict(mapping.items)
    for key, change in changes.items():
        if change is None:
            items.pop(key, None)
            continue
        node = _arranged(items[key], change) if isinstance(change, Arranged) else change
        if key in items:
            items[key] = node
            continue
        place = before(list(items), key, order)
        entries = list(items.items())
        entries.insert(list(items).index(place) + 1 if place else 0, (key, node))
        items = dict(entries)
    return Mapping(tuple(items.items()), mapping.line)


def before(present: abc.Iterable[str], key: str, order: abc.Sequence[str]) -> str | None:
    """The last of the keys `present` that stands before `key` in `order`; None puts it first."""
    earlier = set(order[: order.index(key)])
    found = [name for name in present if name in earlier]
    return found[-1] if found else None


def _arranged(node: Node, change: Arranged) -> Node:
    items = node.items if isinstance(node, Sequence) else ()
    return Sequence(
        tuple(
            _kept(items[item.index], item, change.order) if isinstance(item, Kept) else item
            for item in change.items
        ),
        node.line,
    )


def _kept(node: Node, item: Kept, order: abc.Sequence[str]) -> Node:
    return changed(node, item.changes, order) if isinstance(node, Mapping) else node


def meaning(node: Node) -> object:
    """`node` without its lines and the order of its keys: equal for texts that say the same."""
    if isinstance(node, Scalar):
        return node.text, node.plain and scalars.guess(node.text) != node.text
    if isinstance(node, Mapping):
        return {key: meaning(value) for key, value in node.items}
    return [meaning(item) for item in node.items]

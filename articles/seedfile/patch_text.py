"""Edits of single keys → replacements in the text, so that all other lines stay to the byte."""

from collections import abc

from articles.seedfile.events import Mapping, Node, Sequence
from articles.seedfile.patch_nodes import Arranged, Changes, Kept, before
from articles.seedfile.patch_page import IrregularError, Key, Page, Replacement, Span
from articles.seedfile.render import APART
from articles.seedfile.render_yaml import flow, item_lines, key_lines, value_lines


class Patcher:
    """Works out the replacements on one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def edits(
        self, span: Span, changes: Changes, order: abc.Sequence[str], wanted: Mapping
    ) -> list[Replacement]:
        """What to replace so that the mapping at `span` becomes `wanted`, which `changes` lead to."""
        keys = {key.name: key for key in span.keys}
        nodes = dict(wanted.items)
        found: list[Replacement] = []
        for name in sorted(changes, key=order.index):
            key, change = keys.get(name), changes[name]
            if key is None:
                if change is not None:
                    staying = [one for one in span.keys if one.name in nodes]
                    found.append(self._inserted(span, staying, name, nodes[name], order))
            elif change is None:
                found.append(self._removed(span, key))
            elif isinstance(change, Arranged):
                found += self._arranged(span, key, change, nodes[name])
            else:
                found.append(self._replaced(span, key, nodes[name]))
        return found

    def _replaced(self, span: Span, key: Key, node: Node) -> Replacement:
        lines = [f" {flow(node)}"] if span.flow else value_lines(node, self._column(span))
        return Replacement(key.colon + 1, key.end, self._page.eol.join(lines))

    def _removed(self, span: Span, key: Key) -> Replacement:
        start = self._line_start(key)
        self._line_end(span, key)
        end = self._page.after_line(key.end)
        above, below = self._page.line(max(start - 1, 0)), self._page.line(end)
        if above[0] == above[1] and (below[0] == below[1] or below == self._page.closing):
            start = above[0]  # else two blank lines were left, or one at the end
        return Replacement(start, end, "")

    def _inserted(
        self, span: Span, present: list[Key], name: str, node: Node, order: abc.Sequence[str]
    ) -> Replacement:
        eol, column = self._page.eol, self._column(span)
        lines = list(key_lines(name, node, column))
        earlier = before([key.name for key in present], name, order)
        if earlier is None:
            start = self._line_start(span.keys[0])
            return Replacement(start, start, eol.join([*lines, ""]))
        end = self._line_end(span, next(key for key in present if key.name == earlier))
        apart = [""] if not column and name in APART else []
        return Replacement(end, end, eol.join(["", *apart, *lines]))

    def _arranged(self, span: Span, key: Key, change: Arranged, wanted: Node) -> list[Replacement]:
        try:
            return self._items(key.value, change, wanted)
        except IrregularError:  # the list as a whole, then
            return [self._replaced(span, key, wanted)]

    def _items(self, value: Span, change: Arranged, wanted: Node) -> list[Replacement]:
        if value.flow or not value.items:
            raise IrregularError
        nodes = wanted.items if isinstance(wanted, Sequence) else ()
        pairs = list(zip(change.items, nodes, strict=True))
        if change.in_place and len(pairs) == len(value.items):
            return [one for item, node in pairs for one in self._inner(value, item, change, node)]
        start = self._hyphen(value.items[0])
        column = start - self._page.line(start)[0]
        between = f"{self._page.eol}{' ' * column}"
        items = [self._item(value, item, change, node, column) for item, node in pairs]
        return [Replacement(start, value.end, between.join(items))]

    def _item(self, value: Span, item: Kept | Node, change: Arranged, node: Node, column: int) -> str:
        """The text of one item from its hyphen on."""
        if isinstance(item, Kept):
            span = value.items[item.index]
            return self._page.part(self._hyphen(span), span.end, self._inner(value, item, change, node))
        return self._page.eol.join(item_lines(node, column))[column:]

    def _inner(self, value: Span, item: Kept | Node, change: Arranged, node: Node) -> list[Replacement]:
        """What to replace within an item that stays."""
        if not isinstance(item, Kept) or not isinstance(node, Mapping):
            return []
        return self.edits(value.items[item.index], item.changes, change.order, node)

    def _column(self, span: Span) -> int:
        return span.start - self._page.line(span.start)[0]

    def _hyphen(self, item: Span) -> int:
        """Where the hyphen of an item is, which opens a line and has the item beside it."""
        found = self._page.text.rfind("-", 0, item.start)
        if self._page.text[found + 1 : item.start].strip(" \t"):
            raise IrregularError
        return self._opens_line(found)

    def _line_start(self, key: Key) -> int:
        self._opens_line(key.start)
        return self._page.line(key.start)[0]

    def _line_end(self, span: Span, key: Key) -> int:
        _, end = self._page.line(key.end)
        rest = self._page.text[key.end : end].strip()
        if span.flow or (rest and not rest.startswith("#")):
            raise IrregularError
        return end

    def _opens_line(self, at: int) -> int:
        if self._page.text[self._page.line(at)[0] : at].strip():
            raise IrregularError
        return at

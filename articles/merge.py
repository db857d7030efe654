"""Three-way merge: what upstream said before (base), says now (upstream), and what we have (ours).

Upstream wins where staff changed nothing, ours wins where they did. Pure: values in, values out.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """The value to keep; `conflict` when both sides changed it, differently."""

    value: T
    conflict: bool = False


def merge_value(base: T, upstream: T, ours: T) -> Merged[T]:
    """Merge one field."""
    if ours in (base, upstream):
        return Merged(upstream)
    return Merged(ours, conflict=upstream != base)


def merge_list(base: Sequence[H], upstream: Sequence[H], ours: Sequence[H]) -> list[H]:
    """Merge a list item by item; items are unique in each list.

    What we removed stays removed, what we added stays, what upstream adds appears and what it drops
    goes. Our order wins once we changed it; else upstream's.
    """
    if ours == base:
        return list(upstream)
    in_base, in_upstream, in_ours = set(base), set(upstream), set(ours)
    kept = [item for item in ours if item in in_upstream or item not in in_base]
    new = [item for item in upstream if item not in in_base and item not in in_ours]
    if _reordered(base, ours):
        return _inserted(kept, new, order=upstream)
    theirs = [item for item in upstream if item in in_ours or item not in in_base]
    return _inserted(theirs, [item for item in kept if item not in in_upstream], order=ours)


def _reordered(base: Sequence[H], ours: Sequence[H]) -> bool:
    in_base, in_ours = set(base), set(ours)
    return [item for item in base if item in in_ours] != [item for item in ours if item in in_base]


def _inserted(items: list[H], new: Iterable[H], *, order: Sequence[H]) -> list[H]:
    """Put each of `new` into `items` behind the nearest item that precedes it in `order`, else first."""
    rank = {item: index for index, item in enumerate(order)}
    result = list(items)
    for item in new:
        before = [index for index, other in enumerate(result) if rank.get(other, len(rank)) < rank[item]]
        result.insert(max(before, key=lambda index: rank[result[index]]) + 1 if before else 0, item)
    return result

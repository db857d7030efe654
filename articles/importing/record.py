"""What one file says, as a run keeps it: a pickled seed with the names of its related entries."""

import pickle
from typing import NamedTuple

from articles.seedfile import MentionValues, SeedValues
from articles.seedfile.packing import Packed


class Told(NamedTuple):
    """What one file says, its bytes and its values as a Document keeps them."""

    seed: SeedValues
    packed: Packed
    said: str


class Record(NamedTuple):
    """What one file says, pickled, and by name the related entries that came up first here, pickled."""

    told: bytes
    mentions: tuple[tuple[bytes, bytes], ...]


class Recorder:
    """Makes records; an entry goes with the first of them, and perhaps with later ones again."""

    KEPT = 4096  # digests remembered

    def __init__(self) -> None:
        self._given: set[bytes] = set()

    def record(self, told: Told) -> Record:
        """The record of one file."""
        if len(self._given) > self.KEPT:
            self._given.clear()
        new = {name: one for one in told.seed.related if (name := _name(one)) not in self._given}
        self._given.update(new)
        bare = told.seed.listing(())
        told_bytes = pickle.dumps((bare, [*map(_name, told.seed.related)], told.packed, told.said))
        return Record(told_bytes, tuple((name, pickle.dumps(one)) for name, one in new.items()))


def _name(mention: MentionValues) -> bytes:
    """What the spool knows a related entry by: its bytes, where they are kept apart, else its values."""
    return mention.block.digest if mention.block else bytes.fromhex(mention.digest)

"""What files say, on disk between reading and writing: memory does not grow with the collection.

A record is a pickled seed with the names of its related entries; each distinct entry is kept once.
"""

import pickle
import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import NamedTuple

from articles.seedfile import MentionValues, SeedValues
from articles.seedfile.packing import Packed


class Place(NamedTuple):
    """Where something lies in the spool, in bytes."""

    start: int
    length: int


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


class Spool:
    """A temporary file of records; it goes with the block that opens it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="newsroom-import-")  # noqa: SIM115 closed by `__exit__`
        self._mentions: dict[bytes, int] = {}  # where each starts

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, record: Record) -> Place:
        """Keep `record`; where `tell` finds it."""
        for name, pickled in record.mentions:
            if name not in self._mentions:
                self._mentions[name] = self._keep(pickled).start
        return self._keep(record.told)

    def tell(self, places: Iterable[Place]) -> list[Told]:
        """What the files at `places` say; equal related entries are one object."""
        records = [pickle.loads(self._at(place)) for place in places]  # noqa: S301 written by this process
        names = {name for _, listed, *_ in records for name in listed}
        mentions = {name: self._mention(name) for name in sorted(names, key=self._mentions.__getitem__)}
        return [
            Told(bare.listing(tuple(mentions[name] for name in listed)), packed, said)
            for bare, listed, packed, said in records
        ]

    def _mention(self, name: bytes) -> MentionValues:
        self._file.seek(self._mentions[name])
        return pickle.load(self._file)  # noqa: S301 written by this process

    def _keep(self, pickled: bytes) -> Place:
        start = self._file.seek(0, 2)
        self._file.write(pickled)
        return Place(start, len(pickled))

    def _at(self, place: Place) -> bytes:
        self._file.seek(place.start)
        return self._file.read(place.length)


def _name(mention: MentionValues) -> bytes:
    """What the spool knows a related entry by: its bytes, where they are kept apart, else its values."""
    return mention.block.digest if mention.block else bytes.fromhex(mention.digest)

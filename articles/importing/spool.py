"""What files say, on disk between reading and writing: memory does not grow with the collection.

Each distinct related entry is kept once.
"""

import pickle
import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import NamedTuple

from articles.importing.record import Record, Told
from articles.seedfile import MentionValues


class Place(NamedTuple):
    """Where something lies in the spool, in bytes."""

    start: int
    length: int


class Spool:
    """A temporary file of records; it goes with the block that opens it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="newsroom-import-")  # noqa: SIM115 closed by `__exit__`
        self._end = 0
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
        if self._file.tell() != self._end:  # to go there each time would write each piece by itself
            self._file.seek(self._end)
        place = Place(self._end, len(pickled))
        self._end += self._file.write(pickled)
        return place

    def _at(self, place: Place) -> bytes:
        self._file.seek(place.start)
        return self._file.read(place.length)

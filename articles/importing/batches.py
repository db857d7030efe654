"""The batches of a run: which articles come together, and the plan of each."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.importing.lot import Lot, make_lot
from articles.importing.planning import Plan, make_plan
from articles.importing.registry import completing
from articles.importing.roll import Claim, Filing
from articles.importing.snapshot import load_snapshot
from articles.importing.spool import Spool
from articles.importing.state import Snapshot

BATCH_ARTICLES = 500  # a transaction of less than a second: readers never wait, editors hardly
BATCH_BYTES = 4_000_000  # of what files say without their related entries: several times that of real ones


class Batch(NamedTuple):
    """A planned batch, to be written in the transaction that it was planned in."""

    plan: Plan
    snapshot: Snapshot
    at: datetime


def in_batches(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Story by story: then lists name articles of their own batch, and few stubs are made for later ones."""
    first: dict[int, str] = {}
    for claim in sorted(claims, key=lambda claim: claim.slug):
        first.setdefault(claim.file.facts.story, claim.slug)
    batch: list[Claim] = []
    size = 0
    for claim in sorted(claims, key=lambda claim: (first[claim.file.facts.story], claim.slug)):
        size += claim.file.place.length
        if batch and (len(batch) == BATCH_ARTICLES or size > BATCH_BYTES):
            yield batch
            batch, size = [], claim.file.place.length
        batch.append(claim)
    if batch:
        yield batch


class Telling:
    """The lots of all batches; each is read when it is asked for, or ahead of that."""

    def __init__(self, claims: Sequence[Claim], spool: Spool) -> None:
        self._batches = in_batches(claims)
        self._spool = spool
        self._reader = ThreadPoolExecutor(1)
        self._next: Future[Lot] | None = None

    def __iter__(self) -> Iterator[Lot]:
        with self._reader:
            self.read_ahead()
            while self._next:
                lot, self._next = self._next, None
                yield lot.result()
                self.read_ahead()

    def read_ahead(self) -> None:
        """Have the next batch read by another thread, best while this one waits for the database."""
        if self._next is None and (batch := next(self._batches, None)):
            self._next = self._reader.submit(_lot, batch, self._spool)


def _lot(claims: Sequence[Claim], spool: Spool) -> Lot:
    told = spool.tell(claim.file.place for claim in claims)
    return make_lot(
        [
            Filing(claim, one.seed, one.seed.said, one.said, one.packed)
            for claim, one in zip(claims, told, strict=True)
        ]
    )


def plan_batch(lot: Lot) -> Batch:
    """Plan what `lot` changes; the caller holds the transaction."""
    at = timezone.now()
    lot = replace(lot, filings=completing(lot.filings))
    snapshot = load_snapshot(lot, at)
    return Batch(make_plan(lot, snapshot), snapshot, at)

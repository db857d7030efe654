"""The batches of a run: which articles come together, and the plan of each."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

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


def told_batches(claims: Sequence[Claim], spool: Spool) -> Iterator[list[Filing]]:
    """The batches with what their files say, each read while the caller waits for the database."""
    with ThreadPoolExecutor(1) as reader:
        ahead: deque[Future[list[Filing]]] = deque()
        for batch in in_batches(claims):
            ahead.append(reader.submit(_told, batch, spool))
            if len(ahead) > 1:
                yield ahead.popleft().result()
        if ahead:
            yield ahead.popleft().result()


def _told(claims: Sequence[Claim], spool: Spool) -> list[Filing]:
    told = spool.tell(claim.file.place for claim in claims)
    return [
        Filing(claim, one.seed, one.seed.said, one.said, one.packed)
        for claim, one in zip(claims, told, strict=True)
    ]


def plan_batch(filings: Sequence[Filing]) -> Batch:
    """Plan what `filings` change; the caller holds the transaction."""
    at = timezone.now()
    filings = completing(filings)
    snapshot = load_snapshot(filings, at)
    return Batch(make_plan(filings, snapshot), snapshot, at)

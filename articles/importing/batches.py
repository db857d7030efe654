"""The batches of a run: which articles come together, and the plan of each."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.importing.planning import Plan, make_plan
from articles.importing.registry import chunked, completing
from articles.importing.roll import Claim, Filing
from articles.importing.snapshot import load_snapshot
from articles.importing.spool import Spool
from articles.importing.state import Snapshot

BATCH_ARTICLES = 200  # a transaction of well under a second: readers never wait, editors hardly


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
    return chunked(
        sorted(claims, key=lambda claim: (first[claim.file.facts.story], claim.slug)), BATCH_ARTICLES
    )


def plan_batch(claims: Sequence[Claim], spool: Spool) -> Batch:
    """Plan what `claims` change; the caller holds the transaction."""
    at = timezone.now()
    claims = completing(claims)
    told = spool.tell(claim.file.place for claim in claims)
    filings = [
        Filing(claim, one.seed, one.seed.said, one.packed) for claim, one in zip(claims, told, strict=True)
    ]
    snapshot = load_snapshot(filings, at)
    return Batch(make_plan(filings, snapshot), snapshot, at)

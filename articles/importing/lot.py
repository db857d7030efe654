"""The lot of one batch: what its files say, and what follows from that alone.

It is made without the database, so that another thread can do it while that works.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.importing.roll import Filing
from articles.importing.statements import Statement, best_of, provider_statements, topic_statements
from articles.seedfile import MentionValues


@dataclass(frozen=True, slots=True)
class Lot:
    """Filings, the distinct copies in them by digest, and the best statements by domain and by topic key."""

    filings: Sequence[Filing]
    mentions: Mapping[str, MentionValues]
    providers: Mapping[str, list[Statement]]
    topics: Mapping[str, list[Statement]]


def make_lot(filings: Sequence[Filing]) -> Lot:
    """The lot that `filings` make."""
    return Lot(
        filings,
        mentions={mention.digest: mention for one in filings for mention in one.seed.related},
        providers=best_of(provider_statements(filings)),
        topics=best_of(topic_statements(filings)),
    )

"""Instants as text: ISO 8601 in UTC, as documents and the journal keep them."""

from datetime import UTC, datetime


def instant_text(at: datetime) -> str:
    """`at`, which is aware, as in `2020-11-18T12:43:00Z`; microseconds only where there are any."""
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat().replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The instant that `instant_text` wrote; ValueError for anything else."""
    return datetime.fromisoformat(text)

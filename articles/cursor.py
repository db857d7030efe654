"""A place in an ordered list: the sort key and id of the last row shown, as an opaque token."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_ID = 2**63 - 1  # what both databases hold
_PLACE = re.compile(rb"([a-z]{1,12}):(-?[0-9]{1,19}):([0-9]{1,19})")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,80}")

SortKey = int | datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row after which a page starts: in the order `sort`, with this key and id."""

    sort: str
    key: SortKey
    id: int

    def token(self) -> str:
        """The cursor as it stands in an address."""
        number = (
            (self.key - EPOCH) // timedelta(microseconds=1) if isinstance(self.key, datetime) else self.key
        )
        place = f"{self.sort}:{number}:{self.id}".encode()
        return base64.urlsafe_b64encode(place).rstrip(b"=").decode()

    def beyond(self, field: str) -> Q:
        """The rows after this one when `field` and id fall.

        The redundant bound lets the database start reading at the right place of an index;
        `field < key OR (field = key AND id < …)` makes it read all that lies before.
        """
        return Q(**{f"{field}__lte": self.key}) & (Q(**{f"{field}__lt": self.key}) | Q(id__lt=self.id))


def read(token: str, *, dated: frozenset[str]) -> Cursor:
    """The cursor of `token`; the keys of the orders in `dated` are instants. Raises ValueError."""
    if not _TOKEN.fullmatch(token):
        raise ValueError("not a cursor")
    try:
        place = _PLACE.fullmatch(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except binascii.Error as error:
        raise ValueError("not a cursor") from error
    if not place:
        raise ValueError("not a cursor")
    sort, number, row = place[1].decode(), int(place[2]), int(place[3])
    if row > LARGEST_ID or abs(number) > LARGEST_ID:
        raise ValueError("beyond what a database holds")
    try:
        return Cursor(sort, EPOCH + timedelta(microseconds=number) if sort in dated else number, row)
    except OverflowError as error:
        raise ValueError("no instant") from error

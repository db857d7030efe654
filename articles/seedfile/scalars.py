"""The text of a scalar → a value, by our schema and never by YAML's guess."""

import re
from datetime import UTC, datetime

from articles.seedfile.problems import quoted
from articles.text.addresses import ascii_host, refusal
from articles.text.addresses import too_long as too_long_address

NULLS = frozenset(["", "~", "null", "Null", "NULL"])  # YAML 1.1, where written plain
MAX_NAME = 200  # characters
YEARS = range(1800, 2201)  # beyond them a date is a mistake

_INTEGER = re.compile(r"-?[0-9]{1,10}")
_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # has one spelling, and JavaScript holds it exactly
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_SLUG = re.compile(r"[A-Za-z0-9_-]+")
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"(?:[T ](?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?",
    re.ASCII | re.IGNORECASE,
)


class UnreadableError(Exception):
    """A text that is no such value: the code of the problem, and the rest of a sentence about the field."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def integer(text: str) -> int:
    """A whole number of at most 32 bits, in decimal digits."""
    if _INTEGER.fullmatch(text) and -(2**31) <= (number := int(text)) < 2**31:
        return number
    raise UnreadableError("bad-type", f"{quoted(text)} is not a whole number of 32 bits; use digits, as 74")


def flag(text: str) -> bool:
    """Yes or no, in any case."""
    if (value := _FLAGS.get(text.lower())) is not None:
        return value
    raise UnreadableError("bad-type", f"{quoted(text)} is neither true nor false; use one of them")


def instant(text: str) -> datetime:
    """A date with time and offset (RFC 3339), in UTC. Without offset: UTC; a date alone: its first moment."""
    try:
        at = datetime.fromisoformat(text.upper()) if _INSTANT.fullmatch(text) else None
        if at and (at := at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)).year in YEARS:
            return at
    except (ValueError, OverflowError):  # no such day; beyond the calendar once in UTC
        pass
    raise UnreadableError("bad-date", f"{quoted(text)} is not a date; use 2020-11-18T12:43:00Z")


def address(text: str) -> str:
    """An address that can become a link, as written; blank is none."""
    if not text.strip():
        return ""
    if excess := too_long_address(text):
        raise UnreadableError("too-long", excess)
    if reason := refusal(text):
        raise UnreadableError("bad-url", f"{quoted(text)} {reason}; use the address of a page")
    return text


def site_address(text: str) -> str:
    """An address, or the path of something on the site that the file is of, as written; blank is none."""
    if text.startswith("/") and text[1:2] not in ("/", "\\"):  # with these a browser sees another host
        address(f"https://site.example{text}")
        return text
    return address(text)


def slug(text: str) -> str:
    """The last part of an address."""
    if _SLUG.fullmatch(text) and len(text) <= MAX_NAME:
        return text
    raise UnreadableError("bad-type", f"{quoted(text)} is no slug; use letters, digits, - and _")


def domain(text: str) -> str:
    """A provider's host name in its one form."""
    try:
        host = ascii_host(text)
    except ValueError as error:
        raise UnreadableError("bad-type", f"{quoted(text)} {error}; use one as example.org") from None
    if len(host) > MAX_NAME:  # it stands in for a name that is missing
        raise too_long(host, MAX_NAME)
    return host


def too_long(text: str, limit: int) -> UnreadableError:
    """What to raise where `text` is longer than `limit`."""
    return UnreadableError("too-long", f"has {len(text):,} characters; the limit is {limit:,}")


def guess(text: str) -> str | int | bool | None:
    """A plain scalar of a key that we do not know: a number or flag only where it can mean nothing else."""
    if text in NULLS:
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if _PLAIN_INTEGER.fullmatch(text) else text

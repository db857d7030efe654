"""What archives hold, whatever their format, and how they can fail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from articles.importing.sources.naming import MAX_NAME, legible, too_long

MAX_MEMBERS = 200_000  # of one archive; the largest known collection has 5,000 documents
MAX_UNPACKED = 2_000_000_000  # bytes that come out of one archive; the largest known have 134 million


class Kind(Enum):
    """What a member is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    SPECIAL = "special"  # a device, a pipe


@dataclass(frozen=True, slots=True)
class Member:
    """One member; `number` finds it again, `size` is in bytes, `flaw` says why it cannot be read."""

    number: int
    path: str
    size: int = 0
    kind: Kind = Kind.FILE
    flaw: str = ""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def leads_out(self) -> bool:
        """Whether its path would leave a folder that it is extracted to; nothing ever is."""
        return leads_out(self.path)


def leads_out(path: str) -> bool:
    """Whether `path` is absolute or goes up."""
    return path.startswith("/") or ".." in path.split("/")


class Packing(Protocol):
    """A format of archives."""

    def members(self) -> Iterator[Member]:
        """All members, in the order of the archive. Raises ArchiveError."""

    def contents(self, wanted: Sequence[Member]) -> Iterator[tuple[Member, bytes | None]]:
        """The bytes of files among the members, None where they are damaged. Raises ArchiveError."""


class ArchiveError(Exception):
    """An archive that cannot be read further; the message completes a sentence about it."""


class TruncatedError(ArchiveError):
    """It ends early, within the member that came last or (`between`) behind it; what came before is whole."""

    def __init__(self, *, between: bool = False) -> None:
        super().__init__("breaks off before its end")
        self.between = between


class DamagedError(ArchiveError):
    """Its bytes make no sense; what came before may be damaged, too."""


class TooMuchError(ArchiveError):
    """It holds more than the limits allow."""


def member(number: int, raw: str, size: int, kind: Kind, flaw: str = "") -> Member:
    """A member whose path is `raw` in the archive, in its one spelling."""
    if long := too_long(legible(raw)):
        flaw, raw = long, raw[-MAX_NAME:]
    parts = [part for part in raw.split("/") if part not in ("", ".")]
    plain = "/".join(parts)
    return Member(number, legible(f"/{plain}" if raw.startswith("/") else plain), size, kind, flaw)

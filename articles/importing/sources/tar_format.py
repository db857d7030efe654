"""Tar archives (POSIX ustar and pax, GNU): their members, as the bytes stream by.

The standard library's reader takes headers of any length into memory and, up to Python 3.11.9, reads
some in quadratic time: 1 MB of digits keeps it busy for hours (see docs/decisions/0006).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.importing.sources.members import (
    MAX_MEMBERS,
    ArchiveError,
    DamagedError,
    Kind,
    Member,
    TooMuchError,
    TruncatedError,
    member,
)
from articles.importing.sources.unpacking import Unpacked

BLOCK = 512
MAX_DIGITS = 20  # of a size; far beyond any limit, and Python reads no more than some thousand
MAX_RECORDS = 1_000_000  # bytes of one header that holds a long name or pax records
MAX_ALL_RECORDS = 50_000_000  # and of all of them: they cost more time than data
MAX_HEADERS = 3 * MAX_MEMBERS  # a member has at most two more: for a long name, for a long link

KINDS = {
    **dict.fromkeys((b"0", b"\0", b"7", b"S"), Kind.FILE),
    **dict.fromkeys((b"1", b"2"), Kind.LINK),
    **dict.fromkeys((b"5", b"D"), Kind.FOLDER),
}
WITHOUT_DATA = {b"1", b"2", b"3", b"4", b"5", b"6"}  # whatever their size says
PAX, LONG_NAME, SPARSE = b"x", b"L", b"S"
ABOUT_THE_NEXT = {PAX, LONG_NAME, b"X", b"g", b"K"}


@dataclass(frozen=True, slots=True)
class TarArchive:
    """A tar archive; `unpack` takes its compression off."""

    path: Path
    unpack: Callable[[BinaryIO], Iterator[bytes]]

    def members(self) -> Iterator[Member]:
        with self.path.open("rb") as file:
            stream = Unpacked(self.unpack(file))
            yield from tar_members(stream)
            stream.drain()

    def contents(self, wanted: Sequence[Member]) -> Iterator[tuple[Member, bytes | None]]:
        left = set(wanted)
        with self.path.open("rb") as file:
            stream = Unpacked(self.unpack(file))
            members = tar_members(stream)
            while left:
                if (one := next(members, None)) is None:
                    raise ArchiveError("holds less than it did")
                if one in left:
                    left.remove(one)
                    yield one, stream.read(one.size)


@dataclass(frozen=True, slots=True)
class _Header:
    """What a header says, or the headers before it say of it; `size` is that of its data in the archive."""

    type: bytes
    name: bytes
    size: int
    sparse: bool


def tar_members(stream: Unpacked) -> Iterator[Member]:
    """Each member, with `stream` at the first of its bytes; the caller reads no further than they go."""
    records: dict[bytes, bytes] = {}
    spent = 0
    for number in range(MAX_HEADERS):
        header = _header(stream, records)
        if header is None:
            return
        end = stream.position + (0 if header.type in WITHOUT_DATA else -(-header.size // BLOCK) * BLOCK)
        if header.type in ABOUT_THE_NEXT:
            records |= _records(header, stream)
            spent += header.size
        else:
            records = {}
            yield _member(number, header)
        stream.skip_to(end)
        if spent > MAX_ALL_RECORDS:
            break
    raise TooMuchError(f"holds more than {MAX_MEMBERS:,} members; split it")


def _header(stream: Unpacked, records: dict[bytes, bytes]) -> _Header | None:
    """The next header; None at the mark that ends the archive."""
    try:
        block = stream.read(BLOCK)
    except TruncatedError:
        raise TruncatedError(between=True) from None
    if block.count(0) == BLOCK:
        return None
    # The checksum is that of the header with blanks in its place.
    if _number(block[148:156]) != sum(block) - sum(block[148:156]) + 8 * ord(" "):
        raise DamagedError("is no tar archive or is damaged (a checksum is wrong)")
    type_, name = block[156:157], block[:100].split(b"\0")[0]
    if block[257:263] == b"ustar\0" and (prefix := block[345:500].split(b"\0")[0]):
        name = prefix + b"/" + name
    if type_ == SPARSE and block[482]:  # its map goes on in blocks of its own
        while stream.read(BLOCK)[504]:
            pass
    said = records.get(b"size", b"")[:MAX_DIGITS]
    size = int(said) if said.isdigit() else _number(block[124:136])
    sparse = type_ == SPARSE or b"sparse" in records
    return _Header(type_, records.get(b"path", name), size, sparse)


def _number(field: bytes) -> int:
    """A number as headers hold it: octal digits, or where the first bit is set binary (GNU)."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:])
    digits = field.split(b"\0")[0].strip()
    if digits and not digits.isdigit():
        raise DamagedError("is no tar archive or is damaged (a number is none)")
    try:
        return int(digits or b"0", 8)
    except ValueError:
        raise DamagedError("is no tar archive or is damaged (a number is none)") from None


def _records(header: _Header, stream: Unpacked) -> dict[bytes, bytes]:
    """What a header says of the next: its `path`, `size`, and whether it is `sparse`."""
    if header.type not in (PAX, LONG_NAME):
        return {}
    if header.size > MAX_RECORDS:
        raise DamagedError(f"has a header of {header.size:,} bytes; the limit is {MAX_RECORDS:,}")
    body = stream.read(header.size)
    return {b"path": body.split(b"\0")[0]} if header.type == LONG_NAME else _pax_records(body)


def _pax_records(body: bytes) -> dict[bytes, bytes]:
    """The records `length key=value\\n` of a pax header, as far as we need them."""
    records: dict[bytes, bytes] = {}
    position = 0
    while position < len(body) and body[position]:
        digits = body[position : position + 8].split(b" ")[0]
        length = int(digits) if digits.isdigit() else 0
        if length <= len(digits) + 1:
            raise DamagedError("is damaged (a header cannot be read)")
        key, _, value = body[position + len(digits) + 1 : position + length - 1].partition(b"=")
        if key.startswith(b"GNU.sparse."):
            records[b"sparse"] = value
        if key in (b"path", b"size", b"GNU.sparse.name"):
            records[key.removeprefix(b"GNU.sparse.").replace(b"name", b"path")] = value
        position += length
    return records


def _member(number: int, header: _Header) -> Member:
    name = header.name.decode(errors="surrogateescape")
    kind = KINDS.get(header.type, Kind.SPECIAL)
    if header.type == b"\0" and name.endswith("/"):  # as tar wrote folders before POSIX
        kind = Kind.FOLDER
    flaw = "a sparse file; put it into the archive with all its bytes" if header.sparse else ""
    return member(number, name, header.size, kind, flaw)

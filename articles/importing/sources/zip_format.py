"""Zip archives (APPNOTE 6.3): their members from the directory at the end, and the bytes of each.

The standard library's reader holds the whole directory, 0.5 GB for a million members, and refuses an
archive for one name that is no text (see docs/decisions/0006).
"""

import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import BinaryIO, NamedTuple

from articles.importing.sources.members import ArchiveError, DamagedError, Kind, Member, member
from articles.importing.sources.unpacking import CHUNK_BYTES

END, END_MAGIC = Struct("<4s4H2LH"), b"PK\5\6"
END_64_LOCATOR, END_64_LOCATOR_MAGIC = Struct("<4sLQL"), b"PK\6\7"
END_64, END_64_MAGIC = Struct("<4sQ2H2L4Q"), b"PK\6\6"
ENTRY, ENTRY_MAGIC = Struct("<4s6H3L5H2L"), b"PK\1\2"
LOCAL, LOCAL_MAGIC = Struct("<4s5H3L2H"), b"PK\3\4"
MAX_COMMENT = 0xFFFF  # bytes
MAX_COUNT = 0xFFFF  # where an archive has more entries, some archivers count on from 0
IN_64_BITS, EXTRA_64 = 0xFFFFFFFF, 1  # a number that stands in an extra field; the id of that field
ENCRYPTED, UTF_8 = 1, 1 << 11  # flags
STORED, DEFLATED = 0, 8
UNIX = 3


@dataclass(frozen=True, slots=True)
class ZipArchive:
    """A zip archive."""

    path: Path

    def members(self) -> Iterator[Member]:
        with self.path.open("rb") as file:
            for entry in _directory(file):
                yield _member(entry)

    def contents(self, wanted: Sequence[Member]) -> Iterator[tuple[Member, bytes | None]]:
        left = set(wanted)
        with self.path.open("rb") as directory, self.path.open("rb") as file:
            for entry in _directory(directory):
                if (one := _member(entry)) in left:
                    left.remove(one)
                    yield one, _content(file, entry)
        if left:
            raise ArchiveError("holds less than it did")


class _Entry(NamedTuple):
    """One entry of the directory; `place` is that of the member's own header in the file."""

    number: int
    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    mode: int
    place: int


def _directory(file: BinaryIO) -> Iterator[_Entry]:
    count, start, end, shift = _bounds(file)
    file.seek(start)
    number = 0
    while file.tell() < end:
        yield _entry(file, number, shift)
        number += 1
    if number & MAX_COUNT != count & MAX_COUNT:
        raise DamagedError("is damaged (its directory is not whole)")


def _bounds(file: BinaryIO) -> tuple[int, int, int, int]:
    """How many entries the directory has, where it starts and ends, and what was put before the archive."""
    length = file.seek(0, os.SEEK_END)
    before = max(0, length - END.size - MAX_COMMENT)
    file.seek(before)
    tail = file.read()
    found = tail.rfind(END_MAGIC)
    if found < 0 or len(tail) < found + END.size:
        raise DamagedError("is no zip archive or breaks off (the directory at its end is not there)")
    count, size, offset, comment = END.unpack_from(tail, found)[4:8]
    end = before + found
    locator = found - END_64_LOCATOR.size
    if locator >= END_64.size and tail.startswith(END_64_LOCATOR_MAGIC, locator):
        magic, *_, count, size, offset = END_64.unpack_from(tail, locator - END_64.size)
        end = before + locator - END_64.size
        if magic != END_64_MAGIC:
            raise DamagedError("is damaged (its end cannot be read)")
    if size > end or offset > end - size:
        raise DamagedError("is damaged (its directory lies outside)")
    shift = end - size - offset
    if shift and found + END.size + comment != len(tail):  # the end of an archive within one that has none
        raise DamagedError("breaks off (the directory at its end is not there)")
    return count, end - size, end, shift


def _entry(file: BinaryIO, number: int, shift: int) -> _Entry:
    head = file.read(ENTRY.size)
    if len(head) < ENTRY.size or not head.startswith(ENTRY_MAGIC):
        raise DamagedError("is damaged (its directory cannot be read)")
    _, made_by, _, flags, method, _, _, checksum, packed, size, *lengths, _, _, mode, place = ENTRY.unpack(
        head
    )
    name, extra, _ = (file.read(length) for length in lengths)
    large = [value == IN_64_BITS for value in (size, packed, place)]
    if any(large):
        values = iter(_numbers_of_64_bits(extra))
        size, packed, place = (
            next(values, value) if is_large else value
            for value, is_large in zip((size, packed, place), large, strict=True)
        )
    mode = mode >> 16 if made_by >> 8 == UNIX else 0
    return _Entry(number, _name(name, flags), flags, method, checksum, packed, size, mode, place + shift)


def _numbers_of_64_bits(extra: bytes) -> list[int]:
    position = 0
    while position + 4 <= len(extra):
        id_, size = Struct("<2H").unpack_from(extra, position)
        if id_ == EXTRA_64:
            field = extra[position + 4 : position + 4 + size]
            return [int.from_bytes(field[at : at + 8], "little") for at in range(0, len(field) - 7, 8)]
        position += 4 + size
    return []


def _name(raw: bytes, flags: int) -> str:
    """The name; archives made on Macs hold UTF-8 and do not say so, others what DOS had."""
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        name = raw.decode(errors="surrogateescape") if flags & UTF_8 else raw.decode("cp437")
    return name.replace("\\", "/")  # as some archivers on Windows separate folders


def _member(entry: _Entry) -> Member:
    kind = Kind.FILE
    if entry.name.endswith("/"):
        kind = Kind.FOLDER
    elif stat.S_ISLNK(entry.mode):
        kind = Kind.LINK
    elif stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG):
        kind = Kind.SPECIAL
    flaw = ""
    if entry.flags & ENCRYPTED:
        flaw = "encrypted; put it into the archive without a password"
    elif entry.method not in (STORED, DEFLATED):
        flaw = "compressed in a way that is not read here; use deflate"
    return member(entry.number, entry.name, entry.size, kind, flaw)


def _content(file: BinaryIO, entry: _Entry) -> bytes | None:
    """The bytes of a member, which are as many as the directory says; None where they are damaged."""
    if entry.place > os.fstat(file.fileno()).st_size:
        return None
    file.seek(entry.place)
    head = file.read(LOCAL.size)
    if len(head) < LOCAL.size or not head.startswith(LOCAL_MAGIC):
        return None
    file.seek(sum(LOCAL.unpack(head)[-2:]), os.SEEK_CUR)
    content = file.read(entry.size) if entry.method == STORED else _inflated(file, entry)
    return content if len(content) == entry.size and zlib.crc32(content) == entry.checksum else None


def _inflated(file: BinaryIO, entry: _Entry) -> bytes:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    content, left = b"", entry.packed
    try:
        while left and not decoder.eof and len(content) <= entry.size:
            packed = file.read(min(left, CHUNK_BYTES))
            if not packed:
                break
            left -= len(packed)
            content += decoder.decompress(packed, entry.size + 1 - len(content))
    except zlib.error:
        return b""
    return content

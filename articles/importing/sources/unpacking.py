"""The bytes of an archive as they come out of its compression: counted, limited, a little at a time."""

import gzip
import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from articles.importing.sources.members import MAX_UNPACKED, DamagedError, TooMuchError, TruncatedError

CHUNK_BYTES = 1 << 16
XZ_MEMORY_BYTES = 128 << 20  # twice what `xz -9` asks for; a file may ask for 4 GB
XZ_MAGIC = b"\xfd7zXZ\0"
XZ_PADDING = 4  # streams of a file start at multiples of so many bytes


def plain(file: BinaryIO) -> Iterator[bytes]:
    """A file that is not compressed."""
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def gunzipped(file: BinaryIO) -> Iterator[bytes]:
    """A gzip file (RFC 1952)."""
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            while chunk := unpacked.read1(CHUNK_BYTES):  # `read` gives nothing of a chunk that breaks off
                yield chunk
    except EOFError:
        raise TruncatedError from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DamagedError(f"is not gzip or is damaged ({error})") from None


def unxzipped(file: BinaryIO) -> Iterator[bytes]:
    """An xz file. The standard library's own reader gives a file all the memory that it asks for."""
    packed = file.read(CHUNK_BYTES)
    while packed:
        decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY_BYTES)
        while not decoder.eof:
            if decoder.needs_input and not packed and not (packed := file.read(CHUNK_BYTES)):
                raise TruncatedError
            try:
                chunk = decoder.decompress(packed, CHUNK_BYTES)
            except lzma.LZMAError as error:
                raise DamagedError(f"is not xz or is damaged ({error})") from None
            packed = b""
            if chunk:
                yield chunk
        packed = (decoder.unused_data or file.read(CHUNK_BYTES)).lstrip(b"\0")


class Unpacked:
    """A stream that is read forwards only. Reading past its end raises TruncatedError."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.position = 0
        self._chunks = chunks
        self._chunk = b""
        self._used = 0

    def read(self, size: int) -> bytes:
        """The next `size` bytes; the caller bounds them."""
        return b"".join(self._take(size))

    def skip_to(self, position: int) -> None:
        """Go on to `position`; where it lies beyond the limit, without reading any further."""
        if position > MAX_UNPACKED:
            raise TooMuchError(f"holds more than {MAX_UNPACKED:,} bytes; split it")
        for _ in self._take(position - self.position):
            pass

    def drain(self) -> None:
        """Read the rest, so that the checksum at the end is compared."""
        self._chunk = b""
        for chunk in self._chunks:
            self.position += len(chunk)
            self.skip_to(self.position)

    def _take(self, size: int) -> Iterator[bytes]:
        while size > 0:
            if self._used == len(self._chunk):
                self._chunk, self._used = next(self._chunks, b""), 0
                if not self._chunk:
                    raise TruncatedError
            part = self._chunk[self._used : self._used + size]
            self._used += len(part)
            self.position += len(part)
            size -= len(part)
            yield part

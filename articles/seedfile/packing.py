"""How the bytes of files are kept: compressed, with texts that the values beside them hold as dictionary."""

import zlib
from collections.abc import Iterable

from articles.seedfile.said import Said
from articles.seedfile.values import SeedValues

LEVEL = 2  # half the time of zlib's default for a tenth more bytes

# The long texts of a file, as both its values and `said` name them. Documents are unreadable under another
# list: a new one needs a migration that packs them anew. The shorter ones last, where zlib finds them best.
WORDS = (
    "body",
    "featured_content",
    "secured",
    "excerpt",
    "title",
    "cdn_amp_url",
    "amp_url",
    "web_url",
    "original_url",
)


class UnpackableError(ValueError):
    """Kept bytes that are damaged, or not those of the values beside them."""


def pack(raw: bytes, seed: SeedValues) -> bytes:
    """The bytes of the file that says `seed`, to be kept beside `seed.said`."""
    deflate = zlib.compressobj(LEVEL, zdict=_dictionary(getattr(seed, name) for name in WORDS))
    return deflate.compress(raw) + deflate.flush()


def unpack(packed: bytes, said: Said) -> bytes:
    """The bytes that `pack` was given; raises UnpackableError."""
    inflate = zlib.decompressobj(zdict=_dictionary(said.get(name, "") for name in WORDS))
    try:
        raw = inflate.decompress(packed)
    except zlib.error as error:
        raise UnpackableError(f"the kept bytes do not belong to the values beside them: {error}") from error
    if not inflate.eof:
        raise UnpackableError("the kept bytes end too early")
    return raw


def _dictionary(words: Iterable[str]) -> bytes:
    return "\n".join(words).encode()

"""How the bytes of files are kept: compressed, with texts that the values beside them hold as dictionary.

Related entries repeat from file to file, so each is kept once, as a block beside the values that it says.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from articles.seedfile.house_form import Apart, put_together
from articles.seedfile.said import Said
from articles.seedfile.values import Block, SeedValues

LEVEL = 2  # half the time of zlib's default for a tenth more bytes
SMALL = {"wbits": 12, "memLevel": 5}  # for blocks, which are short: less to set up each time

# The long texts of a file, as both its values and `said` name them. Documents are unreadable under another
# list: a new one needs a migration that packs them anew. The shorter ones last, where zlib finds them best.
ENTRY_WORDS = ("excerpt", "title", "cdn_amp_url", "amp_url", "web_url", "original_url")
WORDS = ("body", "featured_content", "secured", *ENTRY_WORDS)

# What collectors write around them; the same holds for it.
FRAME = b"""
    quality: 100
    provider:
      name: A
      domain: a
      images:
        - url: "https://assets/images/organizations/-50x50.jpg"
          width: 50
          height: 50
    images:
      - url: "https://
        width: 1200
        height: 630
        isCached: true
    originalUrl: "https://www.
    webUrl: "https://www.
    ampWebUrl: "https://www.
    cdnAmpWebUrl: "https://www-com.cdn.ampproject.org/c/s/www.
    type: article
    publishedDateTime: 2020-00:00Z
    excerpt: "
title: "
"""


class UnpackableError(ValueError):
    """Kept bytes that are damaged, or not those of the values beside them."""


class Packed(NamedTuple):
    """The bytes of a file: `text` packed, and where its related entries are blocks, from which byte on."""

    text: bytes
    blocks_at: int | None = None


def pack(raw: bytes, seed: SeedValues, apart: Apart | None = None) -> Packed:
    """The bytes of the file that says `seed`, to be kept beside `seed.said`; entries `apart` are blocks."""
    deflate = zlib.compressobj(LEVEL, zdict=_dictionary(getattr(seed, name) for name in WORDS))
    if apart is None or not all(mention.block for mention in seed.related):
        return Packed(deflate.compress(raw) + deflate.flush())
    text = deflate.compress(apart.before) + deflate.compress(apart.behind) + deflate.flush()
    return Packed(text, len(apart.before))


def unpack(packed: Packed, said: Said, entries: Sequence[bytes] = ()) -> bytes:
    """The bytes that `pack` was given, with its entries where they are blocks; raises UnpackableError."""
    text = _inflated(packed.text, _dictionary(said.get(name, "") for name in WORDS))
    at = packed.blocks_at
    return text if at is None else put_together(text[:at], entries, text[at:])


def pack_entry(content: bytes, values: Mapping[str, Any]) -> Block:
    """The bytes of a related entry that says `values`."""
    deflate = zlib.compressobj(LEVEL, **SMALL, zdict=_entry_dictionary(values))
    text = deflate.compress(content) + deflate.flush()
    return Block(hashlib.blake2b(content, digest_size=16).digest(), text)


def unpack_entry(text: bytes, said: Said) -> bytes:
    """The bytes that `pack_entry` was given; raises UnpackableError."""
    return _inflated(text, _entry_dictionary(said))


def _inflated(packed: bytes, dictionary: bytes) -> bytes:
    inflate = zlib.decompressobj(zdict=dictionary)
    try:
        raw = inflate.decompress(packed)
    except zlib.error as error:
        raise UnpackableError(f"the kept bytes do not belong to the values beside them: {error}") from error
    if not inflate.eof:
        raise UnpackableError("the kept bytes end too early")
    return raw


def _dictionary(words: Iterable[str]) -> bytes:
    return "\n".join(words).encode()


def _entry_dictionary(values: Mapping[str, Any]) -> bytes:
    return FRAME + _dictionary(values.get(name, "") for name in ENTRY_WORDS)

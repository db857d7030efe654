"""The slugs of articles and topics: made from title and date, or declared by a file name."""

import re
import unicodedata
from datetime import UTC, date, datetime

MAX_SLUG = 255  # characters; what a file system takes as a name

CUT_FROM = 140  # the original site cut a title at the first blank from here on
MAX_WORDS = 170  # leaves room in MAX_SLUG for the date, and for a key of 64 digits where slugs collide

_DECLARED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-[A-Za-z0-9_-]+")
_EXTENSIONS = re.compile(r"\.(?:md|markdown|txt)\Z", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_OTHERS = re.compile(r"[^a-z0-9_-]+")
_HYPHENS = re.compile(r"-+")


def words(title: str) -> str:
    """The title as part of a slug: `Pokémon’s 2.0 — AT&T` → `pokemons-20-att`. May be empty.

    Blanks become hyphens, accents and punctuation go, and so does what has no ASCII form.
    """
    cut = _BLANKS.search(title, CUT_FROM)
    return _hyphenated(title[: cut.start()] if cut else title)[:MAX_WORDS].rstrip("-")


def article_slug(published_at: datetime, title: str) -> str:
    """UTC date and words of the title; the date alone where the title has no words."""
    day = published_at.astimezone(UTC).date().isoformat()
    return f"{day}-{words(title)}".rstrip("-")


def declared_slug(filename: str) -> str | None:
    """The slug that a file name without folders declares, `YYYY-MM-DD-words.md`, else None."""
    stem, extensions = _EXTENSIONS.subn("", filename)
    declared = _DECLARED.fullmatch(stem)
    if not extensions or not declared or len(stem) > MAX_SLUG:
        return None
    try:
        date.fromisoformat(declared[1])
    except ValueError:
        return None
    return stem


def topic_slug(name: str) -> str:
    """The name as a slug, `Model-driven apps` → `model-driven-apps`. May be empty."""
    return _hyphenated(name)[:MAX_WORDS].rstrip("-")


def _hyphenated(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", _BLANKS.sub("-", text))
    ascii_only = decomposed.encode("ascii", "ignore").decode().lower()
    return _HYPHENS.sub("-", _OTHERS.sub("", ascii_only)).strip("-")

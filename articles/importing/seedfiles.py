"""One readable seed file on its way through a run, light enough to hold those of a whole collection."""

import hashlib
from dataclasses import dataclass

from articles.importing.parser import Facts
from articles.importing.sources import FoundFile, Source
from articles.importing.spool import Place
from articles.text.slugs import declared_slug

VERSION = 1  # raise it when the same bytes would be read to other values: files are then read again


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A readable news document: where it lay, what identity asks, and where the spool has what it says."""

    source: Source
    path: str
    label: str
    sha256: str
    reading: str
    facts: Facts
    place: Place
    declared_slug: str | None


def seed_file(found: FoundFile, sha256: str, read_as: str, facts: Facts, place: Place) -> SeedFile:
    """`found` with what was read from it."""
    declared = declared_slug(found.path.rpartition("/")[2])
    if declared:
        facts = facts._replace(title="")  # only slugs are made of titles, and this one is given
    return SeedFile(found.source, found.path, found.label, sha256, read_as, facts, place, declared)


def reading(*, repair: bool) -> str:
    """How files are read, in a word that a Document remembers."""
    return f"{VERSION}{'' if repair else ' no-repair'}"


def digest(found: FoundFile) -> str:
    """The SHA-256 of its bytes, by which a file is recognised."""
    return hashlib.sha256(found.content).hexdigest()

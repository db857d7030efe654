"""Where seeds come from: paths on the command line → the documents in them, read safely, never extracted."""

from articles.importing.sources.archive import is_archive
from articles.importing.sources.found import FoundFile, NoSuchPathError, Place, Source
from articles.importing.sources.naming import STANDARD_INPUT
from articles.importing.sources.places import documents_of, find_files, open_places, source_of

__all__ = [
    "STANDARD_INPUT",
    "FoundFile",
    "NoSuchPathError",
    "Place",
    "Source",
    "documents_of",
    "find_files",
    "is_archive",
    "open_places",
    "source_of",
]

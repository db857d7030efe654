"""Opens the paths of the command line, and says which source each stands for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from articles.importing.sources.archive import is_archive, open_archive
from articles.importing.sources.folder import StandardInput, open_file, open_folder
from articles.importing.sources.found import FoundFile, NoSuchPathError, Place, Source, label_of
from articles.importing.sources.naming import STANDARD_INPUT, legible, too_long


def open_places(paths: Sequence[str], *, name: str = "", below: str = "") -> list[Place]:
    """List everything at `paths`; raises NoSuchPathError. Nothing is read of the documents yet.

    Files are told of without the folder `below` that they lie in.

    A source that could not be listed whole, at whichever path, is not complete: nothing of it is gone.
    """
    for path in paths:
        if path != STANDARD_INPUT:
            _check_it_is_there(path, below)
    sources = [replace(source_of(path, name), below=below) for path in paths]
    for source in sources:
        if long := too_long(source.name):
            raise NoSuchPathError(f"the source cannot be kept: {long}; give it another one with --source")
    places = [_open(path, source) for path, source in zip(paths, sources, strict=True)]
    troubled = {place.source.name for place in places if place.troubles}
    return [
        replace(place, source=replace(place.source, complete=False))
        if place.source.name in troubled
        else place
        for place in places
    ]


def find_files(paths: Sequence[str], *, name: str = "") -> Iterator[FoundFile]:
    """Yield every news document at `paths`; raises NoSuchPathError before the first."""
    return documents_of(open_places(paths, name=name))


def documents_of(places: Iterable[Place]) -> Iterator[FoundFile]:
    """Yield every news document of `places`."""
    for place in places:
        yield from place.documents()


def source_of(path: str, name: str = "") -> Source:
    """The source that `path` stands for: the folder or archive itself, or the folder of a single file."""
    if path == STANDARD_INPUT:
        return Source(name or "standard input", complete=False)
    root = Path(path).resolve()
    if root.is_dir() or is_archive(Path(path)):
        return Source(name or legible(str(root)), complete=True)
    return Source(name or legible(str(root.parent)), complete=False)


def _check_it_is_there(path: str, below: str) -> None:
    remedy = "name a file, a folder, an archive, or - for standard input"
    if not path:  # which else is the folder that one is in, and most often a variable that is not set
        raise NoSuchPathError(f"an empty path; {remedy}")
    try:
        if not Path(path).exists():
            raise NoSuchPathError(f"{label_of(path, below)}: no such file or folder; {remedy}")
    except OSError as error:
        raise NoSuchPathError(f"{label_of(path, below)}: {error.strerror}; {remedy}") from error


def _open(path: str, source: Source) -> Place:
    if path == STANDARD_INPUT:
        return StandardInput(source=source)
    if Path(path).is_dir():
        return open_folder(Path(path), source)
    return (open_archive if is_archive(Path(path)) else open_file)(Path(path), source)

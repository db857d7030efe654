"""Folders, single files and standard input as places to import from; links are never followed."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from articles.importing.sources.found import FoundFile, NoSuchPathError, Place, Source, unreadable
from articles.importing.sources.naming import (
    DATA_SUFFIXES,
    NEWS_FOLDERS,
    STANDARD_INPUT,
    is_data_name,
    is_document,
    is_passed_over,
    legible,
    too_long,
)
from articles.seedfile import MAX_BYTES, Problem

Listed = tuple[str, Problem | None]  # the path of a file, and why it is not to be read; thousands are held
Trouble = tuple[str, Problem]
PIECE = 65_536  # bytes, of a file that is longer than it was
LINK = unreadable("a symbolic link is not followed; put the file or folder itself there")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardInput(Place):
    """One document on standard input."""

    @property
    def count(self) -> int:
        return 1

    def documents(self) -> Iterator[FoundFile]:
        found = FoundFile(self.source, "standard-input.md", STANDARD_INPUT)
        if sys.stdin is None:
            raise NoSuchPathError("-: standard input is closed; give it a document")
        try:
            yield found.with_content(sys.stdin.buffer.read(MAX_BYTES + 1))
        except OSError as error:
            yield found.without(unreadable(f"{error.strerror}; give standard input a document"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Place):
    """A folder with all below it, or a single file; `listed` are documents, `data` is a whole site's."""

    root: Path = Path()
    listed: tuple[Listed, ...] = ()
    data: tuple[Listed, ...] = ()

    @property
    def count(self) -> int:
        return len(self.listed)

    def documents(self) -> Iterator[FoundFile]:
        return self._read(self.listed)

    def site_data(self) -> Iterator[FoundFile]:
        return self._read(self.data)

    def _read(self, listed: tuple[Listed, ...]) -> Iterator[FoundFile]:
        root = os.path.join(self.root, "")  # noqa: PTH118 a Path for each file takes time and memory
        for file, problem in listed:
            path = file.removeprefix(root)  # below "." only the files next to it begin with that
            label = path if self.root == Path() else file
            found = FoundFile(self.source, legible(path), self.source.label(label))
            if long := too_long(found.path):
                problem = unreadable(long)
            yield found.without(problem) if problem else _read(found, file)


def open_file(path: Path, source: Source) -> Folder:
    """The single file at `path`."""
    file = os.path.join(path.parent, path.name)  # noqa: PTH118 beginning with the folder, "." included
    return Folder(source=source, root=path.parent, listed=((file, None),))


def open_folder(root: Path, source: Source) -> Folder:
    """List `root`: of a whole site its news and data, else all documents."""
    troubles: list[Trouble] = []
    news = [root / folder for folder in NEWS_FOLDERS if os.path.lexists(root / folder)]
    listed = [one for folder in news or [root] for one in _walk(folder, root, troubles)]
    data = [one for folder in DATA_SUFFIXES for one in _data_files(folder, root, troubles)]
    return Folder(source=source, troubles=tuple(troubles), root=root, listed=tuple(listed), data=tuple(data))


def _walk(folder: Path, root: Path, troubles: list[Trouble]) -> Iterator[Listed]:
    for entry in _entries(folder, root, troubles):
        document = is_document(entry.name)
        if entry.is_symlink():
            if document or (Path(entry.path).is_dir() and not is_passed_over(entry.name)):
                yield entry.path, LINK
        elif entry.is_dir():
            if document:
                yield entry.path, unreadable("a folder with the name of a document; rename it")
            elif not is_passed_over(entry.name):
                yield from _walk(Path(entry.path), root, troubles)
        elif document:
            yield entry.path, None


def _data_files(folder: str, root: Path, troubles: list[Trouble]) -> Iterator[Listed]:
    if os.path.lexists(root / folder):
        for entry in _entries(root / folder, root, troubles):
            if is_data_name(folder, entry.name):
                yield entry.path, LINK if entry.is_symlink() else None


def _entries(folder: Path, root: Path, troubles: list[Trouble]) -> list["os.DirEntry[str]"]:
    """What `folder` below `root` holds, in order; that it cannot be listed, or is a link, is a trouble."""
    label = legible(folder.as_posix())
    if long := too_long(legible(folder.relative_to(root).as_posix())):
        troubles.append((label, unreadable(long)))
        return []
    steps = folder.relative_to(root).parts
    if any(root.joinpath(*steps[:count]).is_symlink() for count in range(1, len(steps) + 1)):
        troubles.append((label, LINK))
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        troubles.append((label, unreadable(f"{error.strerror}; check its permissions")))
        return []


def _read(found: FoundFile, file: str) -> FoundFile:
    try:
        # Non-blocking: opening a pipe that nobody writes to must not stall the run.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return found.without(unreadable("not a regular file; remove it"))
            return found.with_content(_content(stream, status.st_size))
    except OSError as error:
        why = unreadable(f"{error.strerror}; check the file's permissions")
        return found.without(LINK if error.errno == errno.ELOOP else why)


def _content(stream: FileIO, size: int) -> bytes:
    """What `stream` holds, as far as it may; its `size` may have changed meanwhile."""
    content = stream.read(min(size, MAX_BYTES) + 1)
    while room := MAX_BYTES + 1 - len(content):
        more = stream.read(min(room, PIECE))
        if not more:
            break
        content += more
    return content

"""Archives as places to import from: read where they lie, a member at a time, never extracted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.importing.sources.found import FoundFile, NoSuchPathError, Place, Source, unreadable
from articles.importing.sources.layout import Chosen, Layout, layout_of, may_matter
from articles.importing.sources.members import (
    MAX_MEMBERS,
    MAX_UNPACKED,
    ArchiveError,
    Member,
    Packing,
    TooMuchError,
    TruncatedError,
)
from articles.importing.sources.tar_format import TarArchive
from articles.importing.sources.unpacking import gunzipped, plain, unxzipped
from articles.importing.sources.zip_format import ZipArchive
from articles.seedfile import MAX_BYTES, Problem

UNREAD = (".gz", ".bz2", ".tbz", ".tbz2", ".xz", ".lzma", ".zst", ".tzst", ".7z", ".rar")  # kinds not read
UNPACKING = {".tar": plain, ".tar.gz": gunzipped, ".tgz": gunzipped, ".tar.xz": unxzipped, ".txz": unxzipped}
ZIP = ".zip"
MAX_NAMES = 50_000_000  # characters of the paths that are remembered while an archive is read
DAMAGED = unreadable("damaged in the archive; pack it again")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive(Place):
    """An archive of anything that may be a folder."""

    label: str
    packing: Packing
    layout: Layout

    @property
    def count(self) -> int:
        return len(self.layout.documents.members) + len(self.layout.documents.refused)

    def documents(self) -> Iterator[FoundFile]:
        return self._read(self.layout.documents)

    def site_data(self) -> Iterator[FoundFile]:
        return self._read(self.layout.site_data)

    def _read(self, chosen: Chosen) -> Iterator[FoundFile]:
        for path, problem in chosen.refused.items():
            yield self._found(path).without(problem)
        try:
            contents = self.packing.contents(chosen.members) if chosen.members else ()
            for one, content in contents:
                found = self._found(one.path)
                yield found.without(DAMAGED) if content is None else found.with_content(content)
        except (ArchiveError, OSError) as error:  # it could be listed a moment ago
            raise NoSuchPathError(f"{self.label}: changed while it was read; import it again") from error

    def _found(self, path: str) -> FoundFile:
        return FoundFile(self.source, self.layout.below_root(path), f"{self.label}/{path}")


@dataclass(slots=True)
class _Listing:
    """What an archive holds, as far as it may have to be read or reported."""

    members: dict[str, Member] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    examined: int = 0
    names: int = 0
    last: Member | None = None

    def add(self, one: Member) -> None:
        self.examined += 1
        self.last = one
        if self.examined > MAX_MEMBERS:
            raise TooMuchError(f"holds more than {MAX_MEMBERS:,} members; split it")
        if not may_matter(one):
            return
        self.names += len(one.path)
        if self.names > MAX_NAMES:
            raise TooMuchError(f"holds names of more than {MAX_NAMES:,} characters; split it")
        if self.members.setdefault(one.path, one) is not one:
            self.repeated.add(one.path)

    def drop_last(self) -> None:
        if self.last and self.members.get(self.last.path) is self.last:
            del self.members[self.last.path]


def is_archive(path: Path) -> bool:
    """Whether the name of `path` is that of an archive, of a kind that can be read or of another."""
    return path.name.lower().endswith((ZIP, *UNPACKING, *UNREAD))


def open_archive(path: Path, source: Source) -> Archive:
    """List the archive at `path`. Raises NoSuchPathError where it cannot be opened at all."""
    label = source.label(path.as_posix())
    if path.name.lower().endswith(UNREAD) and not path.name.lower().endswith(tuple(UNPACKING)):
        raise NoSuchPathError(f"{label}: archives of this kind are not read; pack it as .zip or .tar.gz")
    if not path.is_file():
        raise NoSuchPathError(f"{label}: not a regular file; name an archive, a folder or a document")
    packing = _packing(path)
    listing = _Listing()
    try:
        trouble = _listed(packing, listing)
    except OSError as error:
        raise NoSuchPathError(f"{label}: {error.strerror}; check the file and its permissions") from error
    if not listing.examined:
        why = trouble.message if trouble else "the archive holds nothing; name another"
        raise NoSuchPathError(f"{label}: {why}")
    return Archive(
        source=source,
        troubles=((label, trouble),) if trouble else (),
        label=label,
        packing=packing,
        layout=layout_of(listing.members, listing.repeated),
    )


def _packing(path: Path) -> Packing:
    name = path.name.lower()
    unpacks = (unpack for suffix, unpack in UNPACKING.items() if name.endswith(suffix))
    return ZipArchive(path) if name.endswith(ZIP) else TarArchive(path, next(unpacks))


def _listed(packing: Packing, listing: _Listing) -> Problem | None:
    """Fill `listing`, with nothing from an archive that is damaged or too large."""
    try:
        for one in packing.members():
            listing.add(one)
        if sum(min(one.size, MAX_BYTES) for one in listing.members.values()) > MAX_UNPACKED:
            raise TooMuchError(f"holds more than {MAX_UNPACKED:,} bytes; split it")
    except TruncatedError as error:
        if not listing.examined:
            return unreadable(f"the archive {error} or is of another kind than its name says; pack it again")
        if not error.between:
            listing.drop_last()
        rest = "what comes before is read, and nothing counts as missing; pack it again"
        return unreadable(f"the archive {error}: {rest}")
    except ArchiveError as error:
        listing.members.clear()
        code = "too-large" if isinstance(error, TooMuchError) else "unreadable"
        return Problem(code, f"the archive {error}; nothing of it is read")
    return None

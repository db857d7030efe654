"""What sources yield: documents as they were found, each with the source that it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.importing.sources.naming import legible
from articles.seedfile import MAX_BYTES, Problem
from articles.text.lines import printable


def label_of(path: str, below: str) -> str:
    """What people who know nothing of the folder `below` are told of `path`."""
    return legible(path.removeprefix(f"{below}/") if below else path)


class NoSuchPathError(Exception):
    """A path that was asked for is not there or cannot be opened; its message is for the operator."""

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


@dataclass(frozen=True, slots=True)
class Source:
    """One place that files come from. `complete`: what is not listed now is gone.

    `below` is the folder of ours that people are not told of, as of uploads.
    """

    name: str
    complete: bool
    below: str = ""

    def label(self, path: str) -> str:
        """What people are told of `path`."""
        return label_of(path, self.below)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A document as it was found; `path` is its path in the source, `label` as the operator knows it."""

    source: Source
    path: str
    label: str
    content: bytes = b""
    problem: Problem | None = None

    def with_content(self, content: bytes) -> "FoundFile":
        """The document with its bytes, which may be one more than a document may have."""
        return self.without(too_large()) if len(content) > MAX_BYTES else replace(self, content=content)

    def without(self, problem: Problem) -> "FoundFile":
        """The document that `problem` keeps from being read."""
        return replace(self, problem=problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One path of the command line, listed; what is in it is read when asked for.

    `troubles` are problems of the place itself, by label: with any of them it was not listed whole.
    """

    source: Source
    troubles: tuple[tuple[str, Problem], ...] = ()

    @property
    def count(self) -> int:
        """How many documents there are."""
        raise NotImplementedError

    def documents(self) -> Iterator[FoundFile]:
        """The news documents."""
        raise NotImplementedError

    def site_data(self) -> Iterator[FoundFile]:
        """What a whole site says of its topics and organizations; see `naming.is_site_data`."""
        yield from ()


def unreadable(why: str) -> Problem:
    """The problem of what cannot be read, `why` and the remedy."""
    return Problem("unreadable", why)


def too_large() -> Problem:
    """The problem of a document that is too large."""
    return Problem("too-large", f"more than {MAX_BYTES:,} bytes; a document may hold no more")

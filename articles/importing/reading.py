"""Read and parse what was found; files known from an earlier run are recognised by their bytes."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from articles.importing.parser import Outcome, Parser
from articles.importing.parsing import parsed
from articles.importing.registry import FileName, Known, KnownFile
from articles.importing.seedfiles import SeedFile, digest, reading, seed_file
from articles.importing.sources import FoundFile
from articles.importing.spool import Spool
from articles.models import Document, Shelf
from articles.rows import chunked


@dataclass(frozen=True, slots=True)
class How:
    """How files are read."""

    repair: bool
    workers: int  # parser processes; 0: the cores


class Verdict(NamedTuple):
    """What there is to say about a file, the `number`th that was found; its record is not kept here."""

    number: int
    label: str
    outcome: Outcome


@dataclass(slots=True)
class Listing:
    """All that was listed: files to plan, known ones that have nothing to say, and what to report."""

    files: list[SeedFile] = field(default_factory=list)
    known: dict[FileName, tuple[FoundFile, KnownFile]] = field(default_factory=dict)
    our_own: list[tuple[str, int]] = field(default_factory=list)  # label and related links of files of ours
    present: set[FileName] = field(default_factory=set)
    verdicts: list[Verdict] = field(default_factory=list)


class Unread(NamedTuple):
    """A file to parse; its content goes apart."""

    number: int
    file: FoundFile
    sha256: str


def read(found: Iterable[FoundFile], known: Known, how: How, spool: Spool) -> Listing:
    """List what was found; what files say goes into the spool."""
    listing = Listing()
    read_as = reading(repair=how.repair)
    files: list[SeedFile] = []
    numbers = array("L")  # of the files, in the order in which they were found
    unread = _unread(found, known, read_as, listing)
    with closing(parsed(unread, repair=how.repair, workers=how.workers)) as outcomes:
        for one, outcome in outcomes:  # in any order
            if outcome.facts and outcome.record:
                place = spool.add(outcome.record)
                file = seed_file(one.file, one.sha256, read_as, outcome.facts, place)
                files.append(file)
                numbers.append(one.number)
            if outcome.notes or not outcome.facts:
                listing.verdicts.append(Verdict(one.number, one.file.label, outcome._replace(record=None)))
    listing.verdicts.sort(key=lambda verdict: verdict.number)
    listing.files = [files[at] for at in sorted(range(len(files)), key=numbers.__getitem__)]
    listing.files += _recalled(listing, spool, repair=how.repair)
    return listing


def _unread(
    found: Iterable[FoundFile], known: Known, read_as: str, listing: Listing
) -> Iterator[tuple[Unread, bytes]]:
    """The files that must be parsed; the others go into the listing."""
    for file in found:
        name = (file.source.name, file.path)
        if name in listing.present:
            continue  # the same file by two paths of the command line
        listing.present.add(name)
        number, bare = len(listing.present), replace(file, content=b"")
        if file.problem:
            listing.verdicts.append(Verdict(number, file.label, Outcome(problems=(file.problem,))))
            continue
        sha256 = digest(file)
        if (before := known.files.get(name)) and (before.sha256, before.reading) == (sha256, read_as):
            listing.known[name] = (bare, before)
        elif sha256 in known.our_own:
            listing.our_own.append((file.label, known.our_own[sha256]))
        else:
            yield Unread(number, bare, sha256), file.content


def _recalled(listing: Listing, spool: Spool, *, repair: bool) -> Iterator[SeedFile]:
    """Known files that a new one may contest, read again from their documents."""
    keys = {file.facts.key for file in listing.files}
    slugs = {file.declared_slug for file in listing.files}
    hashes = {file.sha256 for file in listing.files}
    contested = {
        name: found
        for name, (found, known) in listing.known.items()
        if known.key in keys or known.slug in slugs or known.sha256 in hashes
    }
    articles = {listing.known.pop(name)[1].article_id: found for name, found in contested.items()}
    parser = Parser(repair=repair)
    for chunk in chunked(sorted(articles)):
        documents = list(Document.objects.filter(current_of__in=chunk))
        shelf = Shelf(documents)
        for document in documents:
            outcome = parser.outcome(shelf.raw(document))
            yield _again(articles[document.article_id or 0], document, outcome, spool)


def _again(found: FoundFile, document: Document, outcome: Outcome, spool: Spool) -> SeedFile:
    if not outcome.facts or not outcome.record:
        raise AssertionError(f"{found.path} was readable when document {document.pk} was made of it")
    return seed_file(found, document.sha256, document.reading, outcome.facts, spool.add(outcome.record))

"""What a run has to do: everything read, and decided which article each file is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from articles.importing.identity import identify
from articles.importing.missing import MissingFile, missing_files, returned_files
from articles.importing.progress import Progress, no_progress, watched
from articles.importing.reading import How, Listing, read
from articles.importing.registry import known_files, load_registry
from articles.importing.report import Report
from articles.importing.roll import Claim
from articles.importing.shared_addresses import shared_addresses
from articles.importing.site_data import SiteData, read_site_data
from articles.importing.sources import Place, documents_of
from articles.importing.spool import Spool


class UnchangedFile(NamedTuple):
    """A file that was recognised by its bytes; `article_id` is None for one that we exported."""

    path: str
    article_id: int | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a run has to do: files that are articles, articles whose file is gone, and what sites say.

    `unchanged` are files with nothing new to say, for who asked for them.
    """

    claims: Sequence[Claim]
    missing: Sequence[MissingFile]
    site_data: SiteData
    unchanged: Sequence[UnchangedFile] = ()


def decide(
    places: Sequence[Place],
    how: How,
    spool: Spool,
    report: Report,
    progress: Progress = no_progress,
    *,
    list_unchanged: bool = False,
) -> Decided:
    """Read what is at `places`; what is left out goes into `report`, what files say into `spool`."""
    for place in places:
        for label, trouble in place.troubles:
            report.leave_out(label, trouble)
    sources = [place.source for place in places]
    site_data = read_site_data(places, repair=how.repair, report=report)
    found = watched(documents_of(places), "reading", sum(place.count for place in places), progress)
    listing = read(found, known_files(sources), how, spool)
    _tell(listing, report)
    roll = identify(listing.files, load_registry(listing.files), listing.present)
    report.skipped += len(roll.skipped)
    for file, problem in roll.refused:
        report.reject(file.label, problem)
    for label, note in shared_addresses(roll.claims):
        report.note(label, note)
    for path, note in returned_files(listing.present, roll.claims):
        report.note(path, note)
    missing = missing_files(sources, listing.present, roll.claimed)
    report.missing = len(missing)
    unchanged = _unchanged(listing) if list_unchanged else ()
    return Decided(roll.claims, missing, site_data, unchanged)


def standing(decided: Decided) -> list[dict[str, Any]]:
    """The files of which nothing would change: recognised, or gone from their source."""
    groups = (("unchanged", decided.unchanged), ("missing", decided.missing))
    return [
        {"group": group, "path": one.path, "article": one.article_id}
        for group, some in groups
        for one in some
    ]


def _unchanged(listing: Listing) -> list[UnchangedFile]:
    known = [UnchangedFile(found.label, file.article_id) for found, file in listing.known.values()]
    ours = [UnchangedFile(label, None) for label, _ in listing.our_own]
    return sorted([*known, *ours], key=lambda one: one.path)


def _tell(listing: Listing, report: Report) -> None:
    report.files += len(listing.present)
    for _, label, outcome in listing.verdicts:
        if outcome.skipped:
            report.skipped += 1
        elif outcome.facts is None:
            report.reject(label, *outcome.problems)
        report.note(label, *outcome.notes)
    known = [file.related_count for _, file in listing.known.values()]
    for related_links in (*known, *(count for _, count in listing.our_own)):
        report.count_article("unchanged", related_links)

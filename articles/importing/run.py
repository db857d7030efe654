"""An import from start to report: read → known? → parse → identify → plan → write, in batches."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from django.contrib.auth.models import User
from django.db import transaction

from articles.importing.batches import Telling, plan_batch
from articles.importing.deciding import Decided, decide, standing
from articles.importing.ending import break_off_killed_runs, recorded
from articles.importing.footprint import Turns, light
from articles.importing.journal import RunJournal
from articles.importing.lanes import ParserLostError
from articles.importing.lock import ImportRunningError, NoDatabaseFolderError, import_lock
from articles.importing.missing import settle_missing
from articles.importing.outlook import notes_on
from articles.importing.planning import Plan
from articles.importing.progress import Progress, no_progress
from articles.importing.proposal import Proposal, ProposalMovedError, propose
from articles.importing.reading import How
from articles.importing.report import Report
from articles.importing.roll import Claim
from articles.importing.seedfiles import reading
from articles.importing.site_data import plan_site_data, write_organizations, write_topics
from articles.importing.sources import NoSuchPathError, Place, open_places
from articles.importing.spool import Spool
from articles.importing.writing import write_plan
from articles.models import ImportRun

# Why an import may not run at all; each says so to the operator, and nothing was written.
CANNOT_RUN = (NoSuchPathError, NoDatabaseFolderError, ImportRunningError, ParserLostError)


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator asked for; see `import_seeds --help`."""

    dry_run: bool = False
    all_or_nothing: bool = False
    withdraw_missing: bool = False
    repair: bool = True
    source: str = ""
    workers: int = 0  # parser processes; 0: the cores
    below: str = ""  # the folder of ours that files lie in; nobody is told of it

    @property
    def how(self) -> How:
        return How(repair=self.repair, workers=self.workers)


OPTION_NAMES = tuple(field.name for field in fields(Options) if field.name != "below")


def import_seeds(
    paths: Sequence[str],
    options: Options,
    *,
    by: User | None = None,
    progress: Progress = no_progress,
    expected: str = "",
) -> Report:
    """Import what lies at `paths`; with `expected`, the fingerprint of a proposal, only if it still holds.

    Raises one of CANNOT_RUN, or ProposalMovedError, before anything is written.
    """
    started = time.monotonic()
    report = Report(dry_run=options.dry_run)
    with import_lock(), light(), Spool() as spool:
        places = open_places(paths, name=options.source, below=options.below)
        decided = decide(places, options.how, spool, report, progress)
        if expected and expected != _proposal(decided, _plans(decided.claims, spool)).fingerprint:
            raise ProposalMovedError
        report.abandoned = options.all_or_nothing and bool(report.problems)
        run = None if options.dry_run or report.abandoned else _start(places, options, by)
        with recorded(run, report, started=started, all_or_nothing=options.all_or_nothing):
            if run:
                _carry_out(decided, spool, run, report, progress)
            else:
                report.plan = _foresee(decided, spool, report, progress)
            _settle(decided, run, report, withdrawing=options.withdraw_missing)
    return report


def propose_import(paths: Sequence[str], options: Options) -> tuple[Report, Proposal]:
    """What importing `paths` would report and do; nothing is written."""
    report = Report(dry_run=True)
    with import_lock(), light(), Spool() as spool:
        places = open_places(paths, name=options.source, below=options.below)
        decided = decide(places, options.how, spool, report, list_unchanged=True)
        _settle(decided, None, report, withdrawing=False)
        return report, replace(_foresee(decided, spool, report), standing=standing(decided))


def _foresee(decided: Decided, spool: Spool, report: Report, progress: Progress = no_progress) -> Proposal:
    """Plan as `_carry_out` does, and write nothing."""

    def counted() -> Iterator[Plan]:
        done = 0
        for plan in _plans(decided.claims, spool):
            _count(plan, report)
            done += len(plan.articles)
            progress("articles", done, len(decided.claims))
            yield plan

    proposal = _proposal(decided, counted())
    write_organizations(decided.site_data, None, report)
    return proposal


def _proposal(decided: Decided, plans: Iterable[Plan]) -> Proposal:
    return propose(plans, plan_site_data(decided.site_data))


def _plans(claims: Sequence[Claim], spool: Spool) -> Iterator[Plan]:
    for lot in Telling(claims, spool):
        with transaction.atomic():
            plan = plan_batch(lot).plan
        yield plan


def _start(places: Sequence[Place], options: Options, by: User | None) -> ImportRun:
    break_off_killed_runs()
    names = sorted({place.source.name for place in places})
    told = {name: getattr(options, name) for name in OPTION_NAMES}
    return ImportRun.objects.create(
        sources=names, options=told, reading=reading(repair=options.repair), by=by
    )


def _carry_out(decided: Decided, spool: Spool, run: ImportRun, report: Report, progress: Progress) -> None:
    """Plan and write in batches of whole articles."""
    journal = RunJournal(run)
    write_topics(decided.site_data, journal)
    done, turns, telling = 0, Turns(), Telling(decided.claims, spool)
    for lot in telling:
        with transaction.atomic():
            batch = plan_batch(lot)
            journal.add(write_plan(batch.plan, batch.snapshot, run, batch.at))
            telling.read_ahead()  # while the database commits
        _count(batch.plan, report)
        done += len(lot.filings)
        progress("articles", done, len(decided.claims))
        turns.give()
    write_organizations(decided.site_data, journal, report)


def _settle(decided: Decided, run: ImportRun | None, report: Report, *, withdrawing: bool) -> None:
    for path, note in settle_missing(decided.missing, run, withdrawing=withdrawing):
        report.note(path, note)


def _count(plan: Plan, report: Report) -> None:
    for one in plan.articles:
        report.count_article(one.outcome, one.related_count)
        report.conflicts += len(one.conflicting)
        report.note(one.claim.file.label, *notes_on(one))
    for provider in plan.providers:
        if provider.changes:
            report.count_provider(provider.subject, new=not provider.id)

"""How runs end in the books: finished, or broken off and why, as far as the database still answers."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import Error as DatabaseProblem
from django.db import connection, transaction
from django.utils import timezone

from articles.importing.report import Report
from articles.models import ImportRun

KILLED = "killed, or cut off from the database"
logger = logging.getLogger(__name__)


@contextmanager
def recorded(
    run: ImportRun | None, report: Report, *, started: float, all_or_nothing: bool
) -> Iterator[None]:
    """Write down how the block ended, whatever ends it; with `all_or_nothing` it is one transaction."""
    written = Report(files=report.files) if all_or_nothing else report
    try:
        with transaction.atomic() if all_or_nothing else nullcontext():
            yield
        written = report
        _finish(run, report, started)
    except BaseException as error:
        _break_off(run, written, started, reason_of(error))
        raise


def break_off_killed_runs() -> None:
    """Say of unfinished runs that they broke off. Who asks holds the import lock, so none of them goes on."""
    for run in ImportRun.objects.filter(finished_at=None):
        _save(run, run.report | {"stopped": KILLED})


def reason_of(error: BaseException) -> str:
    """Why it stopped, on one line."""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    return " ".join(str(error).split()) or type(error).__name__


def _finish(run: ImportRun | None, report: Report, started: float) -> None:
    report.seconds = time.monotonic() - started
    if run:
        report.run = run.pk
        _save(run, report.as_dict())


def _break_off(run: ImportRun | None, report: Report, started: float, why: str) -> None:
    if not run:
        return
    report.run, report.seconds = run.pk, time.monotonic() - started
    try:
        if not connection.in_atomic_block and not connection.is_usable():
            connection.close()  # the next query opens a new one
        _save(run, report.as_dict() | {"stopped": why})
    except DatabaseProblem as error:  # what ended the run is raised, not that it could not be written down
        logger.warning("The end of import %s could not be recorded: %s", run.pk, reason_of(error))


def _save(run: ImportRun, report: dict[str, object]) -> None:
    run.finished_at, run.report = timezone.now(), report
    run.save(update_fields=["finished_at", "report"])

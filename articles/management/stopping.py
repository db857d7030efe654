"""How commands are asked to stop, and how they say why they did."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from types import FrameType
from typing import Any, TypeVar

from django.db import Error as DatabaseProblem
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.importing.progress import Progress
from articles.text.lines import printable

STOPPING = b"\nStopping after this step. Ask once more to stop at once.\n"

T = TypeVar("T")


@contextmanager
def stopping_between_steps(progress: Progress) -> Iterator[Progress]:
    """Let Ctrl-C and SIGTERM, by which service managers stop a process, end the block between two steps.

    The progress to use within raises KeyboardInterrupt then. Out of nowhere it could come while a lock is
    taken or given back, and leave threads waiting for ever. A second signal does what it always does.
    """
    usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    usual = {number: handler for number, handler in usual.items() if handler is not signal.SIG_IGN}
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        _handle(usual)
        with suppress(OSError):  # nobody reads it
            os.write(2, STOPPING)

    def heeding(stage: str, done: int, total: int) -> None:
        progress(stage, done, total)
        if asked:
            raise KeyboardInterrupt

    _handle(dict.fromkeys(usual, ask))
    try:
        yield heeding
    finally:
        _handle(usual)


def _handle(handlers: Mapping[signal.Signals, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


def beside_the_report(tell: Callable[[T], None], what: T) -> None:
    """Call `tell`; mail that goes to the console goes to standard error, since the report has the output."""
    with redirect_stdout(sys.stderr):
        tell(what)


def why_stopped(error: BaseException, outcome: str) -> str:
    """What to tell the operator of a command that `error` has ended: the remedy, or what `outcome` it had."""
    why = printable(" ".join(str(error).split())).rstrip(".") or "interrupted"
    if isinstance(error, DatabaseProblem) and _lacks_migrations():
        return f"The database is not up to date: run manage.py migrate, then this again. ({why})"
    return f"Stopped: {why}. {outcome}"


def _lacks_migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseProblem:
        return False

"""How commands are asked to stop, and how they say why they did."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from types import FrameType
from typing import TypeVar

from django.db import Error as DatabaseProblem
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

T = TypeVar("T")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM, by which service managers stop a process, do within the block what Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def beside_the_report(tell: Callable[[T], None], what: T) -> None:
    """Call `tell`; mail that goes to the console goes to standard error, since the report has the output."""
    with redirect_stdout(sys.stderr):
        tell(what)


def why_stopped(error: BaseException) -> str:
    """What to tell the operator of an import that `error` has ended, with the remedy."""
    if isinstance(error, DatabaseProblem) and _lacks_migrations():
        return f"The database is not up to date: run manage.py migrate, then the import again. ({error})"
    why = str(error).strip() or "interrupted"
    return f"Stopped: {why}. What was committed stays; run the import again to complete it."


def _lacks_migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseProblem:
        return False

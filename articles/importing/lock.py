"""One import at a time, whatever starts it; the lock goes with its process, however that ends."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.db import connection

IN_MEMORY = (":memory:", "file:memory")  # SQLite databases that no other process can reach
ADVISORY_KEY = 0x6E657773  # "news": our number among PostgreSQL's advisory locks

# An import that was killed holds the lock until PostgreSQL sees, after its last statement, that it is gone.
PATIENCE_SECONDS = 5


class ImportRunningError(Exception):
    """Another import holds the lock."""

    def __init__(self) -> None:
        super().__init__("Another import is running; wait for it to end, then run this one again.")


class NoDatabaseFolderError(Exception):
    """The SQLite database is to lie where no folder is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: the database's folder does not exist; make it, or correct DATABASE_URL.")


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the lock of imports into this database; raises ImportRunningError where it stays taken.

    Raises NoDatabaseFolderError where the database cannot be, nor a lock beside it.
    """
    if connection.vendor == "postgresql":
        with _advisory_lock():
            yield
    elif (name := str(connection.settings_dict["NAME"])).startswith(IN_MEMORY):
        yield
    else:
        with _file_lock(_lock_file(name)):
            yield


def import_is_running() -> bool:
    """Whether somebody holds the lock, asked without getting in an import's way; yes where in doubt."""
    if connection.vendor == "postgresql":
        return _is_advisory_lock_held()
    name = str(connection.settings_dict["NAME"])
    return name.startswith(IN_MEMORY) or _is_file_lock_held(_lock_file(name))


@contextmanager
def _advisory_lock() -> Iterator[None]:
    _wait_for(_take_advisory_lock)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])


def _take_advisory_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
        return bool(cursor.fetchone()[0])


def _is_advisory_lock_held() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
            " AND (classid, objid, objsubid) = (0, %s, 1))",  # as PostgreSQL shows keys of 32 bits or less
            [ADVISORY_KEY],
        )
        return bool(cursor.fetchone()[0])


def _lock_file(database: str) -> Path:
    return Path(f"{database}.import-lock")


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    if not path.parent.is_dir():
        raise NoDatabaseFolderError(path.parent)
    with path.open("w") as stream:
        _wait_for(lambda: _take_file_lock(stream))
        yield


def _take_file_lock(stream: TextIO) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_file_lock_held(path: Path) -> bool:
    """An import that starts in the instant of asking tries again a tenth of a second later."""
    try:
        with path.open() as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:  # held, or not ours to look at
        return True
    return False


def _wait_for(take: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not take():
        if time.monotonic() > deadline:
            raise ImportRunningError
        time.sleep(0.1)

"""Keeps a long run light on its machine: on memory, and on others who want to write."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# What a run makes is plain values that go when they are let go of; there is little garbage to look for.
SELDOM = (50_000, 20, 100)
HELD_SECONDS = 1.3  # of writing without a pause: nobody who saves shall wait for two
# Who waits for SQLite's lock looks for it every 0.1 s, and nobody queues.
PAUSE_SECONDS = 0.11


@contextmanager
def light() -> Iterator[None]:
    """Within the block look for garbage seldom, and set the database up for much writing."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        with SET_UP[connection.vendor]():
            yield
    finally:
        gc.set_threshold(*thresholds)


@contextmanager
def _unmapped() -> Iterator[None]:
    """A map of the file helps readers; here it would only grow with the collection."""
    with connection.cursor() as cursor:
        [size] = cursor.execute("PRAGMA mmap_size").fetchone() or [0]
        cursor.execute("PRAGMA mmap_size=0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size={int(size)}")


@contextmanager
def _packed_fast() -> Iterator[None]:
    """Long values are compressed in a fifth of the time, where the server was built for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(name, 'lz4', false) FROM pg_settings"
            " WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
        )
    yield  # whatever else this session writes may be compressed so, too


SET_UP = {"sqlite": _unmapped, "postgresql": _packed_fast}


class Turns:
    """Lets others write between the transactions of a run: SQLite has one writer at a time."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def give(self) -> None:
        """Pause where the run has held the database for long."""
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return
        if time.monotonic() - self._since >= HELD_SECONDS:
            time.sleep(PAUSE_SECONDS)
            self._since = time.monotonic()

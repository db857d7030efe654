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
    """Within the block look for garbage seldom, and map no database file into memory."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        with _unmapped():
            yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


@contextmanager
def _unmapped() -> Iterator[None]:
    """A map of the file helps readers; here it would only grow with the collection."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [size] = cursor.execute("PRAGMA mmap_size").fetchone() or [0]
        cursor.execute("PRAGMA mmap_size=0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size={int(size)}")


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

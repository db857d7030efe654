"""Where kept pages lie: in the cache, which may fail, and who of its readers makes one anew."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.core.cache import cache

LIFETIME = 5  # seconds
PATIENCE = 2  # seconds to wait for another reader's page before making the same
TURNS = tuple(threading.Lock() for _ in range(64))
REST = 5  # seconds without asking a cache that failed: readers should not wait for it one by one

logger = logging.getLogger(__name__)


class Kept(NamedTuple):
    """A page as it is sent, and when it was made (seconds since 1970)."""

    content: bytes
    headers: dict[str, str]
    made: float

    @property
    def left(self) -> float:
        """Seconds that it may still be shown."""
        return self.made + LIFETIME - time.time()


@contextmanager
def turn(key: str, *, wait: bool) -> Iterator[bool]:
    """Whether this reader is the one to make the page; the others of this process get it from there."""
    lock = TURNS[int(key[-4:], 16) % len(TURNS)]
    mine = lock.acquire(timeout=PATIENCE if wait else 0)
    try:
        yield mine
    finally:
        if mine:
            lock.release()


class _Rest:
    """Until when a cache that failed is left alone, on this process's clock."""

    until = 0.0


def read(key: str) -> Kept | None:
    """The page kept under `key`, unless its time is over."""
    kept = _without_harm(lambda: cache.get(key))
    return kept if isinstance(kept, Kept) and 0 < kept.left <= LIFETIME else None


def write(key: str, kept: Kept) -> None:
    """Keep a page for the next readers."""
    _without_harm(lambda: cache.set(key, kept, LIFETIME))


def _without_harm(ask: Callable[[], object]) -> object:
    """Ask the cache; one that is down costs speed and a line in the log, never a page."""
    if time.monotonic() < _Rest.until:
        return None
    try:
        return ask()
    except Exception:  # each cache has errors of its own, and none of them is a reader's
        _Rest.until = time.monotonic() + REST
        logger.warning("the cache does not answer; pages are made anew for %s s", REST, exc_info=True)
        return None

"""Parse documents in processes of their own, each with its lane of documents.

Files of one story list the same articles; they go down one lane, where each of these is parsed only once.
"""

import os
import pickle
import selectors
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Generic, TypeVar
from zlib import crc32

from articles.importing.parser import Outcome

T = TypeVar("T")

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = "articles.importing.parser_process"
MAX_CHUNK = 1_000_000  # bytes handed on at once, and the rest of the last document
MAX_WAITING = 4_000_000  # bytes read ahead for all lanes
STORIES = 4096  # of which is remembered which lane they take
_LIST, _NEXT = b"\nrelated:\n  - ", b"\n  - "


class ParserLostError(Exception):
    """A parser process is gone; its message is for the operator."""

    def __init__(self) -> None:
        super().__init__(
            "A parser process was killed, perhaps for want of memory; import again, or with --workers 1."
        )


class Lane(Generic[T]):
    """One parser process, the documents that wait for it, and the tags of those that it has."""

    def __init__(self, *, repair: bool) -> None:
        self.waiting = 0  # bytes
        self._queue: deque[tuple[T, bytes]] = deque()
        self._taken: list[T] = []
        self.socket, theirs = socket.socketpair()
        with theirs, ExitStack() as stack:
            stack.enter_context(self.socket)
            self._process = subprocess.Popen(  # noqa: S603 ourselves
                [sys.executable, "-m", PROGRAM, *([] if repair else ["no-repair"])],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,  # ours is for the report
                env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
                start_new_session=True,  # Ctrl-C is ours to handle: we close the lane
            )
            stack.pop_all()
        self._requests, self._answers = self.socket.makefile("wb"), self.socket.makefile("rb")

    @property
    def is_busy(self) -> bool:
        return bool(self._taken)

    def put(self, tag: T, content: bytes) -> None:
        """Queue a document."""
        self._queue.append((tag, content))
        self.waiting += len(content)
        self._feed()

    def _feed(self) -> None:
        """Hand on what waits, but never to a busy process: it does not listen, and both ends would block."""
        if self.is_busy or not self._queue:
            return
        chunk: list[bytes] = []
        size = 0
        while self._queue and size < MAX_CHUNK:
            tag, content = self._queue.popleft()
            self._taken.append(tag)
            chunk.append(content)
            size += len(content)
        self.waiting -= size
        try:
            pickle.dump(chunk, self._requests)
            self._requests.flush()
        except ConnectionError:
            raise ParserLostError from None

    def results(self) -> Iterator[tuple[T, Outcome]]:
        """Wait for the outcomes of what the process has, and give it more."""
        try:
            outcomes: list[Outcome] = pickle.load(self._answers)  # noqa: S301 from a process of our own
        except (EOFError, ConnectionError, pickle.UnpicklingError):
            raise ParserLostError from None
        taken, self._taken = self._taken, []
        self._feed()
        return zip(taken, outcomes, strict=True)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for file in (self._requests, self._answers, self.socket):
            with suppress(ConnectionError):  # what was still to be sent
                file.close()


def parsed_in_lanes(
    documents: Iterable[tuple[T, bytes]], *, repair: bool, workers: int
) -> Generator[tuple[T, Outcome], None, None]:
    """Each document's outcome, with what came with it, in any order. Raises ParserLostError.

    Whatever ends the iteration ends the processes.
    """
    lanes: list[Lane[T]] = []
    lane_of: dict[int, Lane[T]] = {}
    with selectors.DefaultSelector() as selector:
        try:
            for _ in range(workers):
                lane: Lane[T] = Lane(repair=repair)
                lanes.append(lane)
                selector.register(lane.socket, selectors.EVENT_READ, lane)
            for tag, content in documents:
                story = _story_of(content)
                if story not in lane_of:
                    if len(lane_of) == STORIES:
                        lane_of.clear()
                    lane_of[story] = min(lanes, key=lambda lane: lane.waiting)
                lane_of[story].put(tag, content)
                full = sum(lane.waiting for lane in lanes) > MAX_WAITING
                yield from _ready(selector, wait_seconds=None if full else 0)
            while any(lane.is_busy for lane in lanes):
                yield from _ready(selector, wait_seconds=None)
        finally:
            for lane in lanes:
                lane.close()


def _ready(selector: selectors.BaseSelector, *, wait_seconds: float | None) -> Iterator[tuple[T, Outcome]]:
    for key, _ in selector.select(wait_seconds):
        if key.data.is_busy:
            yield from key.data.results()
        else:  # its process is gone; should it get one more document, that will say so
            selector.unregister(key.fileobj)


def _story_of(content: bytes) -> int:
    """The same number for files whose lists begin alike, since these go on alike."""
    start = content.find(_LIST)
    end = content.find(_NEXT, start + len(_LIST))
    return crc32(content if start < 0 else content[start:end])

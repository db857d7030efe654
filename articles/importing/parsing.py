"""Documents → outcomes, in this process or, where they are many, in processes of their own."""

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from typing import TypeVar

from articles.importing.lanes import parsed_in_lanes
from articles.importing.parser import Outcome, Parser

T = TypeVar("T")

FEW = 100  # documents: parsed here while another process would only start
MUCH = 4_000_000  # bytes: more are many, too
MOST_PROCESSES = 8  # unless the operator asks for more; each takes some 35 MB


def parsed(
    documents: Iterable[tuple[T, bytes]], *, repair: bool, workers: int = 0
) -> Generator[tuple[T, Outcome], None, None]:
    """Each document's outcome, with what came with it, in any order; `workers` 0 means the cores.

    Raises ParserLostError.
    """
    rest = iter(documents)
    workers = workers or min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    first = [] if workers == 1 else list(_first(rest))
    if len(first) >= FEW or sum(len(content) for _, content in first) >= MUCH:
        with closing(parsed_in_lanes(chain(first, rest), repair=repair, workers=workers)) as outcomes:
            yield from outcomes
        return
    parser = Parser(repair=repair)
    for tag, content in chain(first, rest):
        yield tag, parser.outcome(content)


def _first(documents: Iterator[tuple[T, bytes]]) -> Iterator[tuple[T, bytes]]:
    """The first few documents, or fewer where these are much to hold."""
    size = 0
    for one in islice(documents, FEW):
        yield one
        size += len(one[1])
        if size >= MUCH:
            return

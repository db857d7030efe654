"""Documents → outcomes, in this process or, where they are many, in processes of their own."""

import os
from collections.abc import Generator, Iterable
from contextlib import closing
from itertools import chain, islice
from typing import TypeVar

from articles.importing.lanes import parsed_in_lanes
from articles.importing.parser import Outcome, Parser

T = TypeVar("T")

FEW = 100  # documents: parsed here while another process would only start
MOST_PROCESSES = 8  # unless the operator asks for more; each takes some 40 MB


def parsed(
    documents: Iterable[tuple[T, bytes]], *, repair: bool, workers: int = 0
) -> Generator[tuple[T, Outcome], None, None]:
    """Each document's outcome, with what came with it, in any order; `workers` 0 means the cores.

    Raises ParserLostError.
    """
    rest = iter(documents)
    workers = workers or min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    parser = Parser(repair=repair)
    for tag, content in rest if workers == 1 else islice(rest, FEW):
        yield tag, parser.outcome(content)
    for one in rest:
        with closing(parsed_in_lanes(chain([one], rest), repair=repair, workers=workers)) as outcomes:
            yield from outcomes

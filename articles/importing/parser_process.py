"""The program of a parser process: answers lists of documents on the socket that is its standard input.

No Django here: so it starts in a tenth of a second, and has no database to disturb.
"""

import gc
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO

from articles.importing.parser import Parser


def serve(requests: BinaryIO, answers: BinaryIO, *, repair: bool) -> None:
    """Answer until the other end closes or dies; in the middle of an answer ConnectionError is raised."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # values make little garbage: see `footprint`
    parser = Parser(repair=repair)
    while True:
        try:
            documents = pickle.load(requests)  # noqa: S301 from the process that started this one
            pickle.dump([parser.outcome(content) for content in documents], answers)
            answers.flush()
        except (EOFError, pickle.UnpicklingError):
            return


if __name__ == "__main__":
    # Whoever is gone in the middle of an answer needs no rest of it either when the file is closed.
    with suppress(ConnectionError), open(0, "rb") as requests, open(0, "wb", closefd=False) as answers:
        serve(requests, answers, repair="no-repair" not in sys.argv)

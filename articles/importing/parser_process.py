"""The program of a parser process: answers lists of documents on the socket that is its standard input.

No Django here: so it starts in a tenth of a second, and has no database to disturb.
"""

import gc
import sys
from multiprocessing.connection import Connection

from articles.importing.parser import Parser


def serve(connection: Connection, *, repair: bool) -> None:
    """Answer until the other end closes or dies."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # values make little garbage: see `footprint`
    parser = Parser(repair=repair)
    while True:
        try:
            documents = connection.recv()
            connection.send([parser.outcome(content) for content in documents])
        except (EOFError, ConnectionError):
            return


if __name__ == "__main__":
    serve(Connection(sys.stdin.fileno()), repair="no-repair" not in sys.argv)

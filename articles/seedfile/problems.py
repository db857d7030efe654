"""What is wrong with a seed file: values to collect and report, never tracebacks."""

from dataclasses import dataclass

MAX_QUOTED = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a stable code, a message with the remedy, the line as an editor counts, the key."""

    code: str
    message: str
    line: int | None = None
    field: str | None = None


class RejectedError(Exception):
    """A document that cannot be read any further, and why; only this package raises and catches it."""

    def __init__(self, code: str, message: str, line: int | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.problem = Problem(code, message, line, field)


def quoted(text: str) -> str:
    """`text` for a message: in quotes, shortened, printable."""
    short = text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"
    return '"' + "".join(char if char.isprintable() else _escaped(char) for char in short) + '"'


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()

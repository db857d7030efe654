"""Takes a document apart: YAML between two lines of `---`, then the body."""

import re
from dataclasses import dataclass

from articles.seedfile.problems import RejectedError

MAX_BYTES = 5_000_000  # of one document; real ones have at most a few hundred thousand

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Both parts with LF as line end, and the line of the file that each starts on."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def split(raw: bytes) -> FrontMatter:
    """Split a document; byte order mark, CRLF, lone CR and a missing last line end make no difference.

    Empty lines around the body are no part of it. Raises RejectedError.
    """
    text = decoded(raw)
    if not text or text.isspace():
        raise RejectedError("empty", "the file is empty; fill it or delete it")
    opening = _OPENING.match(text)
    if not opening:
        raise RejectedError(
            "no-front-matter", "the first line is not ---; put the front matter between two such lines", 1
        )
    closing = _CLOSING.search(text, opening.end() - 1)
    if not closing:
        raise RejectedError(
            "unterminated", "the front matter that line 1 opens is never closed; add a line ---", 1
        )
    rest = text[closing.end() :]
    body = "" if rest.isspace() else rest.strip("\n")
    body_line = text.count("\n", 0, len(text) - len(rest.lstrip("\n"))) + 1
    return FrontMatter(text[opening.end() : closing.start() + 1], 2, body, body_line)


def decoded(raw: bytes) -> str:
    """The text of a document, with LF as line end and no byte order mark. Raises RejectedError."""
    if len(raw) > MAX_BYTES:
        raise RejectedError("too-large", f"the file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}")
    if b"\0" in raw[:4]:
        raise RejectedError("encoding", "the file looks like UTF-16 or UTF-32; save it as UTF-8", 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _unix_lines(raw[: error.start].decode("latin-1")).count("\n") + 1
        byte = f"0x{raw[error.start]:02X}"
        raise RejectedError(
            "encoding", f"the byte {byte} is not UTF-8; save the file as UTF-8", line
        ) from None
    return _unix_lines(text)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

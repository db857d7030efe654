"""The good document that most bad inputs differ from in one line, and what the cases are made of."""

import json
from dataclasses import dataclass
from pathlib import Path

GOOD = {
    "category": "news",
    "title": "Harbour bridge reopens",
    "publishedDateTime": "2024-03-05T08:30:00Z",
    "webUrl": "https://news.example/harbour-bridge",
}
LINES = {"category": 2, "title": 3, "publishedDateTime": 4, "webUrl": 5}
NEXT_LINE = 6  # of a key that the good document has not

# Addresses that would run something, lead elsewhere than they seem to, or nowhere.
SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\0javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript://news.example/%0Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "VBScript\u200b:msgbox(1)",
    "feed:javascript:alert(1)",
    "http:///x",
    "https://user:secret@news.example/",
)


@dataclass(frozen=True)
class Case:
    """A document, and the code, line and field of the finding that it leads to; a harmless one to none."""

    raw: bytes
    code: str = ""
    line: int | None = None
    field: str | None = None


def document(body: str = "", **lines: str | None) -> bytes:
    """A good document but for `lines`: keys with YAML; None leaves the key out."""
    front_matter = "".join(f"{key}: {yaml}\n" for key, yaml in (GOOD | lines).items() if yaml is not None)
    return f"---\n{front_matter}---\n{body}".encode()


def file(name: str, code: str, line: int | None = None, field: str | None = None) -> Case:
    """The case of a file in this folder."""
    return Case((Path(__file__).parent / name).read_bytes(), code, line, field)


def each(code: str, key: str, *values: str) -> dict[str, Case]:
    """One case for every YAML that `key` may have as its value."""
    line = LINES.get(key, NEXT_LINE)
    return {f"{key}: {yaml[:40]}": Case(document(**{key: yaml}), code, line, key) for yaml in values}


def escaped(text: str) -> str:
    """`text` in double quotes, with escapes where YAML needs them."""
    return json.dumps(text, ensure_ascii=False)

"""Text from elsewhere as pages and terminals show it: on one line, without what no text needs."""

import re
from html import unescape

from articles.text.characters import NEVER_IN_TEXT

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NEVER = re.compile(f"[{NEVER_IN_TEXT}]")


def one_line(text: str) -> str:
    """Blanks, tabs and line ends collapse, outer ones and invisible characters go, entities are read."""
    # Some control characters are blanks too, and some stand between blanks: hence before and after.
    return " ".join(_NEVER.sub("", " ".join(without_entities(text).split())).split())


def without_entities(text: str) -> str:
    """`&#8217;` as `’`: left over where a collector took text from HTML. Read once: `&amp;lt;` is `&lt;`."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text


def printable(name: str) -> str:
    """`name` as a terminal may show it: names can hold line ends, escapes and undecodable bytes."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)

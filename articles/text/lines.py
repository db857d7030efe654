"""Text from elsewhere as pages show it: on one line, without what no text needs."""

import re

from articles.text.characters import NEVER_IN_TEXT

_NEVER = re.compile(f"[{NEVER_IN_TEXT}]")


def one_line(text: str) -> str:
    """Blanks, tabs and line ends collapse, outer ones and invisible characters go."""
    # Some control characters are blanks too, and some stand between blanks: hence before and after.
    return " ".join(_NEVER.sub("", " ".join(text.split())).split())

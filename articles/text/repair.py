"""Mends broken text: mojibake is decoded, characters that no text needs are dropped, all else stays."""

import re
from typing import NamedTuple

import ftfy

from articles.text.characters import NEVER_IN_TEXT

# Only what undoes wrong decoding: quotes, entities, ligatures, widths and line ends are the author's own.
MOJIBAKE = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    remove_control_chars=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    fix_surrogates=False,  # it would put U+FFFD for what is better dropped
    normalization=None,
)

# In no encoding are these both first and later bytes of UTF-8: beside ASCII alone they are the author's.
# Most real texts with more than ASCII have no more than these, and need no closer look.
TYPOGRAPHY = "‘’“”–—…"
_SOUND = re.compile(rf"[\t\n\r -~{TYPOGRAPHY}]*")

# Looks behind, because a set that reaches beyond U+FFFF is slow: most characters are ruled out before it.
_NEVER = re.compile(rf"[^\t\n\r -~](?<=[{NEVER_IN_TEXT}])")


class Repaired(NamedTuple):
    """Text as it should read, and the kinds of repair made, "mojibake" before "control characters"."""

    text: str
    repairs: tuple[str, ...]


def repair(text: str, *, mojibake: bool = True) -> Repaired:
    """Mend `text`; a mended text is mended no further.

    Stripped are lone surrogates, noncharacters, zero-width spaces and control characters, bidirectional
    ones included. Tab, CR, LF, soft hyphen, zero-width joiners and outer blanks are part of the value.
    """
    if (text.isascii() and text.isprintable()) or _SOUND.fullmatch(text):
        return Repaired(text, ())
    repairs: dict[str, None] = {}
    while True:  # what is stripped may have torn a broken sequence apart
        decoded = ftfy.fix_text_segment(text, MOJIBAKE) if mojibake and not text.isascii() else text
        stripped = _NEVER.sub("", decoded)
        if stripped == text:
            return Repaired(text, tuple(repairs))
        if decoded != text:
            repairs["mojibake"] = None
        if stripped != decoded:
            repairs["control characters"] = None
        text = stripped

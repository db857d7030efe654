"""Text as words to search by: folded and split in one way for what is indexed and what is asked for.

A word holds small letters without accents and digits, or one sign of a script that has no blanks between
words; never a blank, a quote or any other character that means something to a search engine.
"""

import re
import unicodedata
from typing import NamedTuple

LONGEST_WORD = 60  # characters; both databases hold that many in any script
PLAIN_MARKS = 0x0900  # accents and vowel signs of the scripts below it can be left out
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
# Marks that go with letters of any script, and the selectors of pictures' looks.
LOOSE_MARKS = ((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE2F), (0xE0100, 0xE01EF))
# Thai, Lao, Burmese, Khmer, Chinese, Japanese: each sign is a word, neighbours are asked for as a phrase.
UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Names that are nothing without their signs: C++, C#, F#, .NET.
_SIGNED = re.compile(r"(?<!\w)(?P<letter>[a-z])(?P<sign>\+\+|#)(?!\w)|(?<!\w)\.(?=net\b)", re.IGNORECASE)
_SPOKEN = {"++": "plusplus", "#": "sharp", ".": "dot"}


class Span(NamedTuple):
    """A word and where in its text it stands."""

    word: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_FOLDED = _Folding()


def words(text: str) -> list[str]:
    """The words of `text`, in order."""
    spoken = _SIGNED.sub(lambda name: (name["letter"] or "") + _SPOKEN[name["sign"] or "."], text)
    return [word[:LONGEST_WORD] for word in spoken.translate(_FOLDED).split()]


def spans(text: str) -> list[Span]:
    """The words of `text` with their places in it."""
    spoken: dict[int, str | None] = {}
    for name in _SIGNED.finditer(text):
        at = name.start("sign") if name["sign"] else name.start()
        spoken |= {at: _SPOKEN[name["sign"] or "."], at + 1: "" if name["sign"] == "++" else None}
    found: list[Span] = []
    word, start = "", 0
    for place, character in enumerate(f"{text} "):
        folded = spoken.get(place)
        for part in _FOLDED[ord(character)] if folded is None else folded:
            if part != " ":
                start = start if word else place
                word += part
            elif word:
                found.append(Span(word[:LONGEST_WORD], start, max(place, start + 1)))
                word = ""
    return found


def _fold(character: str) -> str:
    """Word characters in their plainest form; other characters as a blank, loose marks as nothing."""
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_fold_part(part) for part in plain)


def _fold_part(part: str) -> str:
    code, category = ord(part), unicodedata.category(part)
    if category == "Cf" and part != "\u200b":
        return ""  # soft hyphens, joiners and marks of direction stand inside words
    if category[0] not in "LNM":
        return " "
    if _within(code, UNSPACED):
        return f" {part} "
    if category[0] == "M":
        return "" if code < PLAIN_MARKS or _within(code, LOOSE_MARKS) else part
    return LETTERS.get(part, part)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)

"""The journal in words: what a change did to one object, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.telling_lists import links_told, pictures_told
from articles.curation.field_names import UNTOLD, in_order, label_of
from articles.models import Change, Decision, Status
from articles.text.instants import instant

INSTANTS = frozenset({"published_at", "live_from", "live_until"})
LONG = 60  # characters; longer texts are told as what was struck out and what was put in
KEPT_WORDS = 6  # of unchanged text on each side of a correction


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a corrected text: `kind` is "same", "out" or "in"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One field: values before and after, or the pieces of a corrected text, or notes in words."""

    label: str
    before: str = ""
    after: str = ""
    pieces: Sequence[Piece] = ()
    notes: Sequence[str] = ()


def lines_of(change: Change, titles: Mapping[int, str]) -> list[Line]:
    """What `change` did; `titles` names the articles that related links mean.

    Of what was made or deleted there is nothing to compare, so nothing is told field by field.
    """
    if change.kind != Change.Kind.CHANGED:
        return []
    fields = {
        name: pair
        for name, pair in change.fields.items()
        if name not in UNTOLD and len(pair) == 2 and (pair[0] or None) != (pair[1] or None)
    }
    return [
        line_of(change.model, name, fields[name][0], fields[name][1], titles) for name in in_order(fields)
    ]


def line_of(model: str, name: str, before: Any, after: Any, titles: Mapping[int, str]) -> Line:
    """One field that was, or elsewhere is, `before` and here is `after`."""
    label = label_of(model, name)
    if name == "related":
        return Line(label, notes=list(links_told(before or [], after or [], titles)))
    if name == "images":
        return Line(label, notes=list(pictures_told(before or [], after or [])))
    texts = isinstance(before, str) and isinstance(after, str)
    if texts and before and after and max(len(before), len(after)) > LONG:
        pieces = corrections(before, after)
        only_blanks = all(piece.kind == "same" for piece in pieces)
        return (
            Line(label, notes=[_("blanks or line ends only")]) if only_blanks else Line(label, pieces=pieces)
        )
    return Line(label, value_of(name, before), value_of(name, after))


def value_of(name: str, value: Any) -> str:
    """A value of the journal in words."""
    if name == "decision":
        return str(Decision(value or "").label)
    if name == "status":
        return str(Status(value).label)
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value_of("", one) for one in value)
    if isinstance(value, dict):
        return str(value.get("url") or "; ".join(f"{key}: {value_of('', one)}" for key, one in value.items()))
    if name in INSTANTS:
        return date_format(timezone.localtime(instant(value)), "j M Y, H:i")
    return str(value)


def corrections(before: str, after: str) -> list[Piece]:
    """`before` as corrected to `after`, word by word; long unchanged stretches are cut."""
    old, new = before.split(), after.split()
    pieces = []
    for kind, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", _cut(old[start:end])))
            continue
        if end > start:
            pieces.append(Piece("out", " ".join(old[start:end])))
        if new_end > new_start:
            pieces.append(Piece("in", " ".join(new[new_start:new_end])))
    return pieces


def _cut(words: list[str]) -> str:
    if len(words) <= 2 * KEPT_WORDS:
        return " ".join(words)
    return " ".join([*words[:KEPT_WORDS], "…", *words[-KEPT_WORDS:]])

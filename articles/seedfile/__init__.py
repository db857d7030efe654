"""The format of seed files, pure: bytes → values or problems, whatever the bytes."""

from dataclasses import dataclass, field

from articles.seedfile import schema
from articles.seedfile.fields import MAX_ITEMS, Fields, Reading
from articles.seedfile.front_matter import MAX_BYTES
from articles.seedfile.house_form import Apart
from articles.seedfile.problems import Problem, RejectedError
from articles.seedfile.related import read_document
from articles.seedfile.values import ImageValues, MentionValues, ProviderValues, SeedValues

__all__ = [
    "MAX_BYTES",
    "MAX_ITEMS",
    "ImageValues",
    "MentionValues",
    "Parsed",
    "Problem",
    "ProviderValues",
    "SeedValues",
    "parse",
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The outcome for one file: values with notes, or problems, or the category it was skipped for.

    `apart` are its bytes where each related entry stands for itself, and for one of the values.
    """

    seed: SeedValues | None = None
    skipped: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    apart: Apart | None = field(default=None, compare=False)


def parse(raw: bytes, *, repair: bool = True) -> Parsed:
    """Read one document. Never raises; all problems of a file are collected, in the order of its lines.

    `repair=False` leaves mojibake as it stands; control characters are stripped all the same.
    """
    try:
        read = read_document(raw, mojibake=repair)
    except RejectedError as rejected:
        return Parsed(problems=(rejected.problem,))
    reading = Reading(mojibake=repair)
    fields = Fields(read.mapping, reading)
    if category := schema.other_category(fields):
        return Parsed(skipped=category)
    seed = schema.seed(fields, read.body, read.related)
    if reading.problems:
        return Parsed(problems=_by_line(reading.problems))
    apart = read.apart if read.apart and len(read.apart.entries) == len(seed.related) else None
    return Parsed(seed, notes=_by_line(reading.notes), apart=apart)


def _by_line(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))

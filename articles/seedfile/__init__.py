"""The format of seed files, pure: bytes → values or problems, whatever the bytes."""

from dataclasses import dataclass

from articles.seedfile import schema
from articles.seedfile.events import Scalar
from articles.seedfile.fields import MAX_ITEMS, Fields, Reading
from articles.seedfile.front_matter import MAX_BYTES, split
from articles.seedfile.problems import Problem, RejectedError
from articles.seedfile.related import read_front_matter
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
    """The outcome for one file: values with notes, or problems, or the category it was skipped for."""

    seed: SeedValues | None = None
    skipped: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def parse(raw: bytes, *, repair: bool = True) -> Parsed:
    """Read one document. Never raises; all problems of a file are collected, in the order of its lines.

    `repair=False` leaves mojibake as it stands; control characters are stripped all the same.
    """
    try:
        matter = split(raw)
        mapping, related = read_front_matter(matter, mojibake=repair)
    except RejectedError as rejected:
        return Parsed(problems=(rejected.problem,))
    reading = Reading(mojibake=repair)
    fields = Fields(mapping, reading)
    if category := schema.other_category(fields):
        return Parsed(skipped=category)
    seed = schema.seed(fields, Scalar(matter.body, False, matter.body_line), related)
    if reading.problems:
        return Parsed(problems=_by_line(reading.problems))
    return Parsed(seed, notes=_by_line(reading.notes))


def _by_line(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))

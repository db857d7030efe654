"""Reads `_data/` of whole sites to statements about topics and providers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from articles.importing.report import Report
from articles.importing.sources import FoundFile, Place
from articles.importing.statements import Statement
from articles.seedfile import Problem
from articles.seedfile.site_data import (
    OrganizationValues,
    ParsedData,
    TopicValues,
    parse_organization,
    parse_topic,
)

MAX_BYTES = 20_000_000  # of all data files of one place; real sites have 100,000
TOPICS = "_data/topics/"
DETAILS = ("shortname", "parent", "keywords", "hashtags", "images", "services")  # of `Topic.details`

Values = TopicValues | OrganizationValues


@dataclass(slots=True)
class SiteData:
    """What is said of topics by key, and of providers by domain; `slugs` are wanted for topics, by key."""

    topics: list[Statement] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)
    organizations: list[Statement] = field(default_factory=list)

    def add(self, source: str, values: Values) -> None:
        """Add what a file of `source` says."""
        if isinstance(values, OrganizationValues):
            self.organizations += _organization_statements(source, values)
            return
        self.topics += _topic_statements(source, values)
        if values.slug:
            self.slugs[values.name.casefold()] = values.slug


def read_site_data(places: Iterable[Place], *, repair: bool, report: Report) -> SiteData:
    """Read the data of `places`; what cannot be read is reported and counts as no news document."""
    read: dict[tuple[str, str], tuple[str, Values]] = {}  # by source and path
    for place in places:
        for file, values in _values(place, repair=repair, report=report):
            read.setdefault((file.source.name, file.path), (file.label, values))
    data = SiteData()
    first: dict[tuple[str, str], str] = {}
    for (source, _), (label, values) in sorted(read.items(), key=lambda one: one[0]):
        subjects = [(source, subject) for subject in _subjects(values)]
        if taken := next((first[one] for one in subjects if one in first), None):
            what = "topic" if isinstance(values, TopicValues) else "organization"
            message = f"{taken} is about the same {what} and goes first; remove one"
            report.leave_out(label, Problem("duplicate-data", message))
            continue
        first |= dict.fromkeys(subjects, label)
        data.add(source, values)
    return data


def _values(place: Place, *, repair: bool, report: Report) -> Iterator[tuple[FoundFile, Values]]:
    left = MAX_BYTES
    for file in place.site_data():
        left -= len(file.content)
        if left < 0:
            problem = Problem(
                "too-large", f"more than {MAX_BYTES:,} bytes of site data; the rest is left out"
            )
            report.leave_out(file.label, problem)
            return
        if values := _parsed(file, repair=repair, report=report):
            yield replace(file, content=b""), values


def _parsed(file: FoundFile, *, repair: bool, report: Report) -> Values | None:
    if file.problem:
        report.leave_out(file.label, file.problem)
        return None
    parse = parse_topic if file.path.startswith(TOPICS) else parse_organization
    parsed: ParsedData[Any] = parse(file.content, repair=repair)
    report.leave_out(file.label, *parsed.problems)
    report.note(file.label, *parsed.notes)
    return parsed.values


def _subjects(values: Values) -> list[str]:
    """What no other file of the source may be about."""
    if isinstance(values, OrganizationValues):
        return [f"organization {values.domain}"]
    return [f"topic {values.name.casefold()}", *([f"slug {values.slug}"] if values.slug else [])]


def _topic_statements(source: str, values: TopicValues) -> Iterator[Statement]:
    given = {name: value for name in DETAILS if (value := getattr(values, name))}
    details = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    yield from _statements(values.name.casefold(), source, {"name": values.name, "details": details})


def _organization_statements(source: str, values: OrganizationValues) -> Iterator[Statement]:
    said = {"description": values.description, "more_images": [image.said for image in values.images]}
    yield from _statements(values.domain, source, said)


def _statements(subject: str, source: str, said: Mapping[str, Any]) -> Iterator[Statement]:
    """One statement per field that is given: a key absent from a file says nothing."""
    for name, value in said.items():
        if value:
            yield Statement(subject, name, value, own=True, at="", slug=source)

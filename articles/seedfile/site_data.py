"""What a whole site says of its topics (`_data/topics`) and organizations (`_data/organizations`)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from articles.seedfile import schema
from articles.seedfile.events import Mapping, Node, Scalar, build
from articles.seedfile.fields import Fields, Reading
from articles.seedfile.front_matter import decoded, split
from articles.seedfile.problems import Problem, RejectedError
from articles.seedfile.scalars import MAX_NAME, UnreadableError, site_address
from articles.seedfile.values import ImageValues

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TopicValues:
    """A topic; `parent` is the name of the one above it, `services` are addresses by name."""

    name: str
    slug: str = ""
    shortname: str = ""
    parent: str = ""
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    services: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrganizationValues:
    """An organization; the addresses of its logos may be paths on the site."""

    domain: str
    description: str = ""
    images: tuple[ImageValues, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedData(Generic[T]):
    """The outcome for one file: values with notes, or problems."""

    values: T | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def parse_topic(raw: bytes, *, repair: bool = True) -> ParsedData[TopicValues]:
    """Read a YAML file about a topic. Never raises."""
    return _parsed(lambda: build(decoded(raw)), _topic, repair)


def parse_organization(raw: bytes, *, repair: bool = True) -> ParsedData[OrganizationValues]:
    """Read a document about an organization, whose front matter says all. Never raises."""

    def mapping() -> Mapping:
        matter = split(raw)
        return build(matter.yaml, matter.yaml_line)

    return _parsed(mapping, _organization, repair)


def _parsed(mapping: Callable[[], Mapping], read: Callable[[Fields], T], repair: bool) -> ParsedData[T]:
    reading = Reading(mojibake=repair)
    try:
        values = read(Fields(mapping(), reading))
    except RejectedError as rejected:
        return ParsedData(problems=(rejected.problem,))
    if reading.problems:
        return ParsedData(problems=tuple(reading.problems))
    return ParsedData(values, notes=tuple(reading.notes))


def _topic(fields: Fields) -> TopicValues:
    name = fields.text("name", MAX_NAME)
    fields.require("name", given=name.strip())
    return TopicValues(
        name,
        slug=fields.slug("_id"),
        shortname=fields.text("shortname", MAX_NAME),
        parent=fields.text("parent", MAX_NAME),
        keywords=fields.names("keywords"),
        hashtags=fields.names("hashtags"),
        images=_addresses(fields, "images"),
        services=_services(fields),
    )


def _organization(fields: Fields) -> OrganizationValues:
    domain = fields.domain("domain")
    fields.require("domain", given=domain)
    description = fields.text("description", schema.MAX_EXCERPT)
    return OrganizationValues(domain, description, schema.images(fields, of_site=True))


def _addresses(fields: Fields, key: str) -> tuple[str, ...]:
    """The addresses in a list; those that cannot be used are left out with a note."""
    found = (_usable(fields, key, node) for node in fields.items(key))
    return tuple(dict.fromkeys(address for address in found if address))


def _services(fields: Fields) -> dict[str, str]:
    """Addresses by the name of what they serve; those that cannot be used are left out with a note."""
    services = nested.unread() if (nested := fields.nested("services")) else ()
    usable = ((name, _usable(fields, f"services.{name}", node)) for name, node in services)
    return {name: address for name, address in usable if address}


def _usable(fields: Fields, key: str, node: Node) -> str:
    try:
        if isinstance(node, Scalar) and (address := site_address(node.text)):
            return address
        reason = "is no address"
    except UnreadableError as error:
        reason = error.reason
    fields.reading.drop(key, f"{key} {reason}", node.line)
    return ""

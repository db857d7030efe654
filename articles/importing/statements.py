"""Providers and topics: which of many files' statements about them stands.

An article's own provider block beats those in related entries; of several, the latest article,
then the highest slug. What wins is kept with its rank, so that runs in any order end alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from articles.importing.roll import Filing
from articles.merge import merge_value
from articles.seedfile import MentionValues, SeedValues
from articles.seedfile.said import Said
from articles.text.addresses import address_hash
from articles.text.instants import instant_text
from articles.text.slugs import topic_slug

# What a row has of a field that no file ever spoke of; of a name it has none.
UNSAID: dict[str, Any] = {"images": [], "more_images": [], "description": "", "details": {}}


class Statement(NamedTuple):  # not a dataclass: a batch has thousands of them
    """`value` for one field of one provider or topic, by an own block or a related entry of `slug`.

    What a whole site says in files of their own has the source's name for `slug`, and no date.
    """

    subject: str
    field: str
    value: Any
    own: bool
    at: str
    slug: str

    @property
    def rank(self) -> tuple[bool, str, str]:
        return self.own, self.at, self.slug

    def as_said(self) -> dict[str, Any]:
        return {"value": self.value, "own": self.own, "at": self.at, "slug": self.slug}


class Row(Protocol):
    """A stored provider or topic, with the fields that the statements are about."""

    @property
    def id(self) -> int: ...

    @property
    def said(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A provider or topic to write: `id` 0 is a new one; `changes` what people would notice."""

    id: int
    subject: str
    columns: dict[str, Any]
    changes: dict[str, list[Any]] = field(default_factory=dict)


def provider_statements(filings: Iterable[Filing]) -> Iterable[Statement]:
    """What files say about providers, of equal related entries only what ranks highest."""
    last: dict[str, tuple[str, MentionValues]] = {}
    for one in sorted(filings, key=lambda one: one.claim.slug):
        yield from _of_provider(one.claim.slug, one.seed, own=True)
        last |= {mention.digest: (one.claim.slug, mention) for mention in one.seed.related}
    for slug, mention in last.values():
        yield from _of_provider(slug, mention, own=False)


def _of_provider(slug: str, article: SeedValues | MentionValues, *, own: bool) -> Iterable[Statement]:
    if (provider := article.provider) is None:
        return
    at = instant_text(article.published_at) if article.published_at else ""
    yield Statement(provider.domain, "name", provider.name, own, at, slug)
    if provider.images:
        yield Statement(provider.domain, "images", [image.said for image in provider.images], own, at, slug)


def topic_statements(filings: Iterable[Filing]) -> Iterable[Statement]:
    """How files spell their topics."""
    for one in filings:
        at = instant_text(one.seed.published_at)
        for name in one.seed.topics:
            yield Statement(name.casefold(), "name", name, True, at, one.claim.slug)


def best_of(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Of each subject, in order, the statements that stand: the one that ranks highest per field."""
    best: dict[tuple[str, str], Statement] = {}
    for one in statements:
        standing = best.get((one.subject, one.field))
        if standing is None or (one.rank, str(one.value)) > (standing.rank, str(standing.value)):
            best[one.subject, one.field] = one
    by_subject: dict[str, list[Statement]] = defaultdict(list)
    for (subject, _), one in sorted(best.items(), key=lambda item: item[0]):
        by_subject[subject].append(one)
    return dict(by_subject)


def plan_rows(best: Mapping[str, list[Statement]], rows: Mapping[str, Row]) -> list[RowPlan]:
    """What to write so that each subject says what the best statements say; staff's own values stay."""
    plans = (_row_plan(subject, group, rows.get(subject)) for subject, group in best.items())
    return [plan for plan in plans if plan]


def _row_plan(subject: str, statements: list[Statement], row: Row | None) -> RowPlan | None:
    said = dict(row.said) if row else {}
    columns: dict[str, Any] = {}
    changes: dict[str, list[Any]] = {}
    for one in statements:
        standing = said.get(one.field)
        if standing and not _outranks(one, standing):
            continue
        said[one.field] = one.as_said()
        ours = getattr(row, one.field) if row else None
        base = standing["value"] if standing else UNSAID.get(one.field)
        value = one.value if row is None else merge_value(base, one.value, ours).value
        if row is None or value != ours:
            columns[one.field] = value
            changes[one.field] = [ours, value]
    if row and said == row.said:
        return None
    return RowPlan(row.id if row else 0, subject, {**columns, "said": said}, changes)


def _outranks(one: Statement, standing: Said) -> bool:
    same_file = (one.own, one.slug) == (standing["own"], standing["slug"])
    return same_file or one.rank >= (standing["own"], standing["at"], standing["slug"])


def free_topic_slug(key: str, taken: set[str]) -> str:
    """A slug for a new topic: the words of its key, with a hash where these are none or taken.

    Not those of its name, which files spell differently: the first of them to come would decide.
    """
    plain = topic_slug(key)
    digest = address_hash(key)[:8]
    return plain if plain and plain not in taken else "-".join(part for part in (plain, digest) if part)

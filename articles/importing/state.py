"""What planning looks at: rows as plain values, in the form in which documents say them.

Instants are ISO 8601 text, a provider is its domain, topics are names: so base, upstream and ours
compare without conversion, and a change can be journalled as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from articles.seedfile.said import Said
from articles.text.addresses import address_hash

Ref = int | str  # an article: its id, or before it has one its slug, or (a new stub) its key


@dataclass(frozen=True, slots=True)
class ImageRow:
    """A stored picture as upstream would say it; `ours` is what only we know of it, such as files we hold."""

    id: int
    url: str
    said: Said
    ours: Said = field(default_factory=dict)


class LinkRow(NamedTuple):  # not a dataclass: a collection has tens of thousands of them
    """A stored related link; `key` and `digest` are empty where an editor added it."""

    id: int
    target: Ref
    hidden: bool = False
    our_title: str = ""
    our_excerpt: str = ""
    key: str = ""
    digest: str = ""

    @property
    def is_ours_to_keep(self) -> bool:
        """Whether it outlives its entry in the file: else hiding would end with the next two imports."""
        return self.hidden or bool(self.our_title or self.our_excerpt)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A stored article with all that an import may change; `base` is what upstream said last."""

    id: int
    slug: str | None
    key: str
    values: Said
    live_from: str | None
    decision: str
    flagged: bool
    is_live: bool
    base: Said
    address_hash: str = ""
    unpublished_at: str | None = None
    former_slugs: Sequence[str] = ()
    mention_id: int | None = None
    topics: Mapping[str, str] = field(default_factory=dict)  # name by key, in order
    conflicts: Mapping[str, Said] = field(default_factory=dict)
    images: Sequence[ImageRow] = ()
    links: Sequence[LinkRow] = ()
    document_id: int | None = None
    sha256: str = ""
    reading: str = ""
    file: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """An article that related links may mean; `digest` is that of the mention that a stub follows."""

    id: int
    slug: str | None
    key: str
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignLink:
    """A link of an article outside the batch whose key may come to mean another article."""

    article_id: int
    slug: str
    position: int
    link: LinkRow
    said: Said

    @property
    def address_hash(self) -> str:
        """The hash of the address that it leads to."""
        return address_hash(self.said["web_url"] or self.said["original_url"])


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A stored provider."""

    id: int
    name: str
    images: Any
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A stored topic."""

    id: int
    name: str
    slug: str
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database as one batch sees it, at the instant `at`."""

    at: str = ""
    articles: Mapping[int, ArticleRow] = field(default_factory=dict)
    targets: Sequence[TargetRow] = ()
    foreign_links: Sequence[ForeignLink] = ()
    editors_links: Mapping[tuple[int, int], LinkRow] = field(default_factory=dict)
    providers: Mapping[str, ProviderRow] = field(default_factory=dict)
    topics: Mapping[str, TopicRow] = field(default_factory=dict)
    topic_slugs: frozenset[str] = frozenset()
    mentions: Mapping[str, int] = field(default_factory=dict)
    mentions_left_alone: frozenset[str] = frozenset()  # digests of those without a provider

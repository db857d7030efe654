"""What a seed file says, typed and normalised; the names are those of the article's fields."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from articles.text.addresses import address_hash, article_key
from articles.text.instants import instant_text

_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
Extra = tuple[
    tuple[str, Any], ...
]  # keys that we do not know, in their order, with values that JSON can hold


V = TypeVar("V", bound="ArticleValues")


# Named tuples: a collection has tens of thousands of pictures and providers, on their way between processes.
class ImageValues(NamedTuple):
    """A picture elsewhere; width and height in pixels, None where unknown."""

    url: str
    width: int | None = None
    height: int | None = None
    title: str = ""
    is_cached: bool | None = None
    extra: Extra = ()

    @property
    def said(self) -> dict[str, Any]:
        """The values as JSON can hold them, unknown keys among them."""
        return dict(self.extra) | {
            "url": self.url,
            "width": self.width,
            "height": self.height,
            "title": self.title,
            "is_cached": self.is_cached,
        }


class ProviderValues(NamedTuple):
    """Who published the article; `domain` in its one form (lower case, Punycode)."""

    domain: str
    name: str
    images: tuple[ImageValues, ...] = ()


class Block(NamedTuple):
    """The bytes of a related entry, packed, and the digest of 16 bytes that they are known by."""

    digest: bytes
    text: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleValues:
    """What a file says of its article, and a related entry of another."""

    title: str
    excerpt: str = ""
    published_at: datetime | None = None
    web_url: str = ""
    original_url: str = ""
    amp_url: str = ""
    cdn_amp_url: str = ""
    type: str = "article"
    quality: int = 0
    provider: ProviderValues | None = None
    images: tuple[ImageValues, ...] = ()
    extra: Extra = ()
    key: str = field(init=False, compare=False)
    address_hash: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", article_key(self.address, self.title))
        object.__setattr__(self, "address_hash", address_hash(self.address))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as a tuple, which takes a third of the time that dataclasses take."""
        return _unpickled, (type(self), tuple(getattr(self, name) for name in self.__dataclass_fields__))

    @property
    def address(self) -> str:
        """The address at the provider."""
        return self.web_url or self.original_url


def _unpickled(kind: type[V], values: tuple[Any, ...]) -> V:
    one = object.__new__(kind)
    for name, value in zip(kind.__dataclass_fields__, values, strict=True):
        object.__setattr__(one, name, value)
    return one


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionValues(ArticleValues):
    """A related entry: a copy of what another article's file says.

    `digest` has 32 hexadecimal digits, the same for entries that say the same, the provider's name included;
    `block` holds its bytes where they can be kept apart from the file's.
    """

    block: Block | None = field(default=None, compare=False, repr=False)
    digest: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        ArticleValues.__post_init__(self)  # slots make a class anew, which `super()` does not know
        name = self.provider.name if self.provider else ""
        text = _encoded([name, self.said])
        object.__setattr__(self, "digest", hashlib.sha256(text.encode()).hexdigest()[:32])

    @property
    def said(self) -> dict[str, Any]:
        """The values as JSON can hold them, the provider by domain."""
        return _said(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedValues(ArticleValues):
    """A whole file. `flagged` is upstream's `published`, `secured` opaque and never shown."""

    published_at: datetime
    heat: int = 0
    flagged: bool = False
    topics: tuple[str, ...] = ()
    featured_content: str = ""
    secured: str = ""
    body: str = ""
    related: tuple[MentionValues, ...] = ()

    def listing(self, related: tuple[MentionValues, ...]) -> "SeedValues":
        """The same but for its related entries."""
        kind, values = self.__reduce__()[1]
        return _unpickled(kind, (*values[:-1], related))

    @property
    def said(self) -> dict[str, Any]:
        """The values as JSON can hold them, the provider by domain, related entries by key."""
        return _said(self) | {
            "heat": self.heat,
            "flagged": self.flagged,
            "topics": list(self.topics),
            "featured_content": self.featured_content,
            "secured": self.secured,
            "body": self.body,
            "related": [mention.key for mention in self.related],
        }


def _said(values: ArticleValues) -> dict[str, Any]:
    return {
        "title": values.title,
        "excerpt": values.excerpt,
        "published_at": instant_text(values.published_at) if values.published_at else None,
        "web_url": values.web_url,
        "original_url": values.original_url,
        "amp_url": values.amp_url,
        "cdn_amp_url": values.cdn_amp_url,
        "type": values.type,
        "quality": values.quality,
        "provider": values.provider.domain if values.provider else "",
        "images": [image.said for image in values.images],
        "extra": dict(values.extra),
    }

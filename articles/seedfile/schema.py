"""Which keys a seed file has and what each means: nodes → values."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from articles.seedfile.entries import Entry, distinct, read_entry
from articles.seedfile.events import Scalar
from articles.seedfile.fields import Fields
from articles.seedfile.packing import pack_entry
from articles.seedfile.scalars import MAX_NAME
from articles.seedfile.values import ImageValues, MentionValues, ProviderValues, SeedValues
from articles.text.addresses import article_key

NEWS = "news"
RELATED = "related"

# Characters; several times those of the longest real ones.
MAX_TITLE = 1_000
MAX_EXCERPT = 20_000
MAX_LONG_TEXT = 1_000_000

T = TypeVar("T")


def other_category(fields: Fields) -> str:
    """The category of a file that is no news, else ""."""
    category = fields.text("category", MAX_NAME)
    return "" if category.strip().casefold() in ("", NEWS) else category


def seed(fields: Fields, body: Scalar, related: Sequence[Entry[MentionValues]] | None = None) -> SeedValues:
    """The values of a whole file; worth nothing where the reading has found problems.

    `related` are its entries where they are read already.
    """
    shared = _shared(fields)
    fields.require("publishedDateTime", given=shared["published_at"])
    return SeedValues(
        **shared,
        heat=fields.integer("heat") or 0,
        flagged=fields.flag("published") or False,
        topics=fields.names("topics"),
        featured_content=fields.text("featuredContent", MAX_LONG_TEXT),
        secured=fields.text("secured", MAX_LONG_TEXT),
        body=fields.checked("body", body, MAX_LONG_TEXT),
        related=_related(fields, related, shared),
        extra=fields.extra(),
    )


def mention(fields: Fields, content: bytes = b"") -> MentionValues:
    """The values of a related entry; with its `content`, these bytes are kept as a block."""
    shared = _shared(fields)
    block = pack_entry(content, shared) if content else None
    return MentionValues(**shared, extra=fields.extra(), block=block)


def _related(
    fields: Fields, read: Sequence[Entry[MentionValues]] | None, file: Mapping[str, Any]
) -> tuple[MentionValues, ...]:
    """The entries that name other articles than the `file` of these values."""
    if read is None:
        read = _entries(fields, RELATED, mention)
    else:
        fields.items(RELATED)
    if not read:
        return ()
    own = article_key(file["web_url"] or file["original_url"], file["title"])
    return distinct(read, RELATED, lambda one: one.key, fields.reading, own=own)


def _shared(fields: Fields) -> dict[str, Any]:
    """The values that files and related entries have in common, as keyword arguments."""
    values: dict[str, Any] = {
        "title": fields.text("title", MAX_TITLE),
        "excerpt": fields.text("excerpt", MAX_EXCERPT),
        "published_at": fields.instant("publishedDateTime"),
        "web_url": fields.address("webUrl"),
        "original_url": fields.address("originalUrl"),
        "amp_url": fields.optional_address("ampWebUrl"),
        "cdn_amp_url": fields.optional_address("cdnAmpWebUrl"),
        "type": fields.text("type", MAX_NAME) or "article",
        "quality": fields.integer("quality") or 0,
        "provider": _provider(fields.nested("provider")),
        "images": images(fields),
    }
    fields.require("title", given=values["title"].strip())
    fields.require("webUrl", "originalUrl", given=values["web_url"] or values["original_url"])
    return values


def _provider(fields: Fields | None) -> ProviderValues | None:
    if fields is None:
        return None
    domain, name = fields.domain("domain"), fields.text("name", MAX_NAME)
    fields.require("domain", given=domain)
    return ProviderValues(domain, name if name.strip() else domain, images(fields))


def images(fields: Fields, *, of_site: bool = False) -> tuple[ImageValues, ...]:
    """The pictures under `images`; those `of_site` may have paths for addresses."""
    entries = _entries(fields, "images", partial(image, of_site=of_site))
    return distinct(entries, fields.name("images"), lambda image: image.url, fields.reading)


def image(fields: Fields, *, of_site: bool = False) -> ImageValues:
    """The values of a picture."""
    url = fields.address("url", or_path=of_site)
    fields.require("url", given=url)
    return ImageValues(
        url,
        width=_pixels(fields.integer("width")),
        height=_pixels(fields.integer("height")),
        title=fields.text("title", MAX_TITLE),
        is_cached=fields.flag("isCached"),
        extra=fields.extra(),
    )


def _pixels(number: int | None) -> int | None:
    return number if number and number > 0 else None  # collectors write 0 or -1 for what they do not know


def _entries(fields: Fields, key: str, read: Callable[[Fields], T]) -> list[Entry[T]]:
    mojibake = fields.reading.mojibake
    return [read_entry(fields.name(key), node, read, mojibake=mojibake) for node in fields.items(key)]

"""Values → nodes: which key says each field, how it is written, and when it is left out."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from articles.seedfile.events import Mapping, Node, Scalar, Sequence
from articles.seedfile.render_yaml import is_word
from articles.seedfile.schema import NEWS
from articles.seedfile.values import (
    ArticleValues,
    Extra,
    ImageValues,
    MentionValues,
    ProviderValues,
    SeedValues,
)
from articles.text.instants import instant_text

Keys = dict[str, Node | None]  # what a mapping says; None: a key that is left out

UNKNOWN = "extra"  # the place of unknown keys among the others
NOWHERE = 0  # the line of what no file holds yet


def text(value: str) -> Node:
    """What is a text whatever it looks like."""
    return Scalar(value, False, NOWHERE)


def _given_text(value: str) -> Node | None:
    return text(value) if value else None


def word(value: str) -> Node:
    """A name, without quotes where it takes none."""
    return Scalar(value, is_word(value), NOWHERE)


def _number(value: int) -> Node:
    return Scalar(str(value), True, NOWHERE)


def _flag(value: bool) -> Node:
    return Scalar("true" if value else "false", True, NOWHERE)


def _date(value: datetime | None) -> Node | None:
    return Scalar(instant_text(value), True, NOWHERE) if value else None


def _names(value: tuple[str, ...]) -> Node | None:
    return _list(map(word, value))


def _provider(value: ProviderValues | None) -> Node | None:
    if value is None:
        return None
    keys: Keys = {"name": word(value.name), "domain": word(value.domain), "images": _images(value.images)}
    return _mapping(keys)


def _images(value: tuple[ImageValues, ...]) -> Node | None:
    return _list(map(image, value))


def image(value: ImageValues) -> Mapping:
    """An entry of `images`."""
    keys: Keys = {
        "url": text(value.url),
        "width": None if value.width is None else _number(value.width),
        "height": None if value.height is None else _number(value.height),
        "isCached": None if value.is_cached is None else _flag(value.is_cached),
        "title": _given_text(value.title),
    }
    return _mapping(keys | _unknown(value.extra))


def _related(value: tuple[MentionValues, ...]) -> Node | None:
    return _list(map(mention, value))


# By field: its key, and the node of a value; None leaves the key out.
KEYS: dict[str, tuple[str, Callable[[Any], Node | None]]] = {
    "title": ("title", text),
    "excerpt": ("excerpt", text),
    "published_at": ("publishedDateTime", _date),
    "original_url": ("originalUrl", _given_text),
    "web_url": ("webUrl", _given_text),
    "amp_url": ("ampWebUrl", _given_text),
    "cdn_amp_url": ("cdnAmpWebUrl", _given_text),
    "type": ("type", word),
    "quality": ("quality", _number),
    "heat": ("heat", _number),
    "flagged": ("published", _flag),
    "featured_content": ("featuredContent", _given_text),
    "provider": ("provider", _provider),
    "topics": ("topics", _names),
    "images": ("images", _images),
    "related": ("related", _related),
    "secured": ("secured", _given_text),
}

_ADDRESSES = ("original_url", "web_url", "amp_url", "cdn_amp_url")
_SEED_FIELDS = (
    *("title", "excerpt", "published_at", *_ADDRESSES, "type", "quality", "heat", "flagged", UNKNOWN),
    *("featured_content", "provider", "topics", "images", "related", "secured"),
)
_MENTION_FIELDS = (
    *("title", "excerpt", "published_at", *_ADDRESSES, "type", "provider", "quality", "images", UNKNOWN),
)

SEED_ORDER = ("category", *(KEYS[field][0] for field in _SEED_FIELDS if field != UNKNOWN))
MENTION_ORDER = tuple(KEYS[field][0] for field in _MENTION_FIELDS if field != UNKNOWN)
IMAGE_ORDER = ("url", "width", "height", "isCached", "title")


def seed(value: SeedValues) -> Mapping:
    """The front matter of a file."""
    category: Keys = {"category": word(NEWS)}
    return _mapping(category | _article(value, _SEED_FIELDS))


def mention(value: MentionValues) -> Mapping:
    """An entry of `related`."""
    return _mapping(_article(value, _MENTION_FIELDS))


def _article(value: ArticleValues, fields: tuple[str, ...]) -> Keys:
    keys: Keys = {}
    for field in fields:
        if field == UNKNOWN:
            keys |= _unknown(value.extra)
        else:
            key, node = KEYS[field]
            keys[key] = node(getattr(value, field))
    return keys


def _unknown(extra: Extra) -> Keys:
    return {key: _json(value) for key, value in extra}


def _json(value: Any) -> Node:
    if isinstance(value, dict):
        return Mapping(tuple((key, _json(inner)) for key, inner in value.items()), NOWHERE)
    if isinstance(value, list):
        return Sequence(tuple(map(_json, value)), NOWHERE)
    if isinstance(value, bool):
        return _flag(value)
    if isinstance(value, int):
        return _number(value)
    return text(value) if isinstance(value, str) else Scalar("null", True, NOWHERE)


def _list(items: Iterator[Node]) -> Node | None:
    nodes = tuple(items)
    return Sequence(nodes, NOWHERE) if nodes else None


def _mapping(keys: Keys) -> Mapping:
    return Mapping(tuple((key, node) for key, node in keys.items() if node is not None), NOWHERE)

"""How the journal writes values down: plain JSON, with the names and spellings of upstream's documents.

Instants are ISO 8601 text in UTC, a provider is its domain, topics are names; pictures and related
links are dicts with what is empty left out.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile

from articles.models import ArticleTopic, Conflict, Image, Provider, RelatedLink
from articles.text.instants import instant_text

IMAGE_FIELDS = ("url", "width", "height", "title", "credit", "is_cached", "renditions", "extra")


def plain(value: Any) -> Any:
    """`value` of one field as the journal keeps it."""
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, Provider):
        return value.domain
    if isinstance(value, FieldFile):
        return value.name or ""
    return value


def plain_fields(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields `names` of `row`."""
    return {name: plain(getattr(row, name)) for name in names}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """{field: [before, after]} of the fields of `after` that differ."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def plain_topics(links: Iterable[ArticleTopic]) -> list[str]:
    """The topics of an article in order; `links` have their topics."""
    return [link.topic.name for link in links]


def plain_images(images: Iterable[Image]) -> list[dict[str, Any]]:
    """The pictures of an article in order."""
    return [_given({name: getattr(image, name) for name in IMAGE_FIELDS}) for image in images]


def plain_image(values: Mapping[str, Any]) -> dict[str, Any]:
    """A picture from its values as documents say them, where unknown keys stand beside the others."""
    known = {name: values.get(name) for name in IMAGE_FIELDS if name != "extra"}
    extra = {name: value for name, value in values.items() if name not in IMAGE_FIELDS}
    return _given({**known, "extra": extra})


def plain_related(links: Iterable[RelatedLink]) -> list[dict[str, Any]]:
    """The related links of an article in order."""
    return [
        _given(
            {
                "target": link.target_id,
                "key": link.key,
                "mention": link.mention_id,
                "hidden": link.hidden or None,
                "our_title": link.our_title,
                "our_excerpt": link.our_excerpt,
            }
        )
        for link in links
    ]


def plain_conflict(conflict: Conflict) -> dict[str, Any]:
    """What upstream said before and says now, since which import."""
    return {"base": conflict.base, "upstream": conflict.upstream, "run": conflict.run_id}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", {})}

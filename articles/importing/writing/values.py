"""From the form in which documents say articles to columns."""

from collections.abc import Mapping
from typing import Any

from articles.seedfile.said import Said
from articles.text.instants import instant

INSTANTS = frozenset({"published_at", "live_from", "unpublished_at"})
IMAGE_COLUMNS = ("width", "height", "title", "is_cached")


def columns_of(values: Said, providers: Mapping[str, int]) -> dict[str, Any]:
    """Article columns by name, from values as documents say them."""
    columns: dict[str, Any] = dict(values)
    for name in INSTANTS & columns.keys():
        columns[name] = instant(columns[name]) if columns[name] else None
    if "provider" in columns:
        domain = columns.pop("provider")
        columns["provider_id"] = providers[domain] if domain else None
    return columns


def image_columns(said: Said) -> tuple[Any, ...]:
    """What a file says of a picture: unknown keys, then `IMAGE_COLUMNS`."""
    extra = {name: value for name, value in said.items() if name not in (*IMAGE_COLUMNS, "url")}
    return extra, said.get("width"), said.get("height"), said.get("title") or "", said.get("is_cached")

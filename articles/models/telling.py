"""What is told of an article: by itself, or by a copy of what upstream says of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.dateparse import parse_datetime


class Telling(NamedTuple):
    """The words on an article that lists of coverage show; `url` is its address at the provider."""

    title: str
    excerpt: str
    url: str
    published_at: datetime | None

    @classmethod
    def of_copy(cls, said: Mapping[str, Any]) -> "Telling":
        """What upstream's copy tells; "" and None where it says nothing."""
        instant = said.get("published_at")
        return cls(
            str(said.get("title", "")),
            str(said.get("excerpt", "")),
            str(said.get("web_url", "") or said.get("original_url", "")),
            parse_datetime(instant) if instant else None,
        )

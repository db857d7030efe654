"""The id under which feeds know an article: given once, never changed."""

import uuid
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models


def permanent_id(*parts: str) -> str:
    """An opaque id of this site for what `parts` name, as a URN (RFC 9562, version 5)."""
    return uuid.uuid5(_site(settings.SITE_URL), "\n".join(parts)).urn


@lru_cache(maxsize=1)
def _site(url: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_DNS, urlsplit(url).hostname or "")


class FeedId(models.CharField):
    """Made of what an article is first known by; renaming, editing or moving it leaves the id alone.

    It could be random, but then an article that comes again after its import was undone would be
    another one to everybody who follows the feeds.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 45, "editable": False, "default": "", **options})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        article: Any = model_instance
        if add and not article.feed_id:
            article.feed_id = permanent_id(article.slug or article.key, article.address_hash)
        return article.feed_id

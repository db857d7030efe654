"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from django.conf import settings

from articles.public.facts import whole
from articles.public.feeds.entries import Entry, Feed
from articles.text.instants import instant_text


def json_feed(feed: Feed, address: str) -> str:
    """`feed` as JSON Feed, to be found at `address`."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": whole(feed.page),
        "feed_url": address,
        "description": feed.subtitle,
        "language": settings.LANGUAGE_CODE,
        "authors": [{"name": settings.SITE_NAME, "url": whole("/")}],
        "hubs": [{"type": "WebSub", "url": settings.WEBSUB_HUB}] if settings.WEBSUB_HUB else None,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_known(document), ensure_ascii=False, separators=(",", ":"))


def _item(entry: Entry) -> dict[str, Any]:
    picture, source = entry.picture, entry.source
    author = _known({"name": source.name, "url": source.home}) if source else {"name": settings.SITE_NAME}
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.via,
        "title": entry.title,
        "summary": entry.summary,
        "image": picture and picture.url,
        "date_published": instant_text(entry.published),
        "date_modified": instant_text(entry.updated),
        "authors": [author],
        "tags": entry.topics,
        "attachments": picture
        and [{"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length}],
    }
    return {**_known(item), "content_html": entry.html}  # the one that must be there, be it empty


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """Without what there is nothing to say of."""
    return {key: value for key, value in said.items() if value or key == "items"}

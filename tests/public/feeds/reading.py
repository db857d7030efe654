"""Feeds as programs read them: parsed, without a complaint, in one shape whatever the format."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import feedparser
from django.test import Client
from jsonschema import Draft202012Validator

FORMATS = ("atom", "rss", "json")
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://[!-~]+$"}
INSTANT = {"type": "string", "format": "date-time"}
PERSON = {"type": "object", "properties": {"name": TEXT, "url": ADDRESS}, "required": ["name"]}
ATTACHMENT = {
    "type": "object",
    "properties": {
        "url": ADDRESS,
        "mime_type": TEXT,
        "size_in_bytes": {"type": "integer", "exclusiveMinimum": 0},
    },
    "required": ["url", "mime_type"],
    "additionalProperties": False,
}
ITEM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("url", "external_url", "image"), ADDRESS),
        **dict.fromkeys(("id", "title", "summary"), TEXT),
        **dict.fromkeys(("date_published", "date_modified"), INSTANT),
        "content_html": {"type": "string"},
        "authors": {"type": "array", "items": PERSON, "minItems": 1},
        "tags": {"type": "array", "items": TEXT},
        "attachments": {"type": "array", "items": ATTACHMENT},
    },
    "required": ["id", "content_html"],
    "additionalProperties": False,
}
JSON_FEED = {  # https://www.jsonfeed.org/version/1.1/, as far as we use it
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("home_page_url", "feed_url"), ADDRESS),
        **dict.fromkeys(("title", "description", "language"), TEXT),
        "authors": {"type": "array", "items": PERSON},
        "hubs": {
            "type": "array",
            "items": {"type": "object", "properties": {"type": TEXT, "url": ADDRESS}},
        },
        "items": {"type": "array", "items": ITEM},
    },
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Told:
    """An entry, whatever format told it."""

    id: str
    title: str
    url: str
    author: str
    updated: str
    content: str
    topics: list[str]
    enclosures: list[tuple[str, str, int]]


def read(client: Client, address: str) -> list[Told]:
    """Ask for a feed, check it against its format, and give its entries."""
    response = client.get(address)
    assert response.status_code == 200, address
    if address.endswith(".json"):
        return _from_json(json.loads(response.content))
    found = feedparser.parse(response.content, sanitize_html=False)
    assert not found.bozo, (address, found.bozo_exception)
    assert found.version == {"atom": "atom10", "rss": "rss20"}[address.rpartition(".")[2]]
    return [_from_xml(entry) for entry in found.entries]


def _from_json(document: dict[str, Any]) -> list[Told]:
    Draft202012Validator(JSON_FEED, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    return [
        Told(
            item["id"],
            item["title"],
            item["url"],
            item["authors"][0]["name"],
            f"{datetime.fromisoformat(item['date_modified']):%Y-%m-%dT%H:%M:%S}",
            item["content_html"],
            item.get("tags", []),
            [(a["url"], a["mime_type"], a["size_in_bytes"]) for a in item.get("attachments", ())],
        )
        for item in document["items"]
    ]


def _from_xml(entry: Any) -> Told:
    content = entry.content[0].value if "content" in entry else entry.summary
    return Told(
        entry.id,
        entry.title,
        entry.link,
        entry.author,
        f"{datetime(*entry.updated_parsed[:6]):%Y-%m-%dT%H:%M:%S}",
        content,
        [tag.term for tag in entry.get("tags", ())],
        [(one.href, one.type, int(one.length)) for one in entry.enclosures],
    )

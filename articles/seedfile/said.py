"""How documents say an article: its fields by name, with what a file that does not name them says.

Instants are ISO 8601 text, a provider is its domain, topics are names: JSON, and comparable as it is.
"""

import json
from collections.abc import Mapping
from typing import Any

Said = Mapping[str, Any]

# The text of JSON as databases keep it.
encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# Fields that merge one by one.
DEFAULTS: dict[str, Any] = {
    "title": "",
    "excerpt": "",
    "published_at": None,
    "web_url": "",
    "original_url": "",
    "amp_url": "",
    "cdn_amp_url": "",
    "type": "article",
    "quality": 0,
    "heat": 0,
    "featured_content": "",
    "secured": "",
    "body": "",
    "extra": {},
    "provider": "",
}


def said_value(said: Said, name: str) -> Any:
    """What `said` gives for the field `name`."""
    return said.get(name, DEFAULTS[name])

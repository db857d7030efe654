"""What the head of a page says to programs: whole addresses, instants, linked data."""

import json
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.safestring import SafeString, mark_safe

from articles.text.instants import instant_text

IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

register = template.Library()


@register.simple_tag
def absolute(path: str) -> str:
    """The decoded path of a request as a whole address, made from nothing else that a client sent."""
    return settings.SITE_URL + escape_uri_path(path)


@register.simple_block_tag
def words(content: str) -> str:
    """What a block says, to be said at several places: `{% words as title %}…{% endwords %}`."""
    return content


@register.filter
def instant(value: datetime) -> str:
    """An instant as programs read it: `2020-11-18T12:43:00Z`."""
    return instant_text(value)


@register.simple_tag
def json_ld(linked: list[dict[str, Any]]) -> SafeString:
    """Linked data as a data block, which browsers never run, whatever a Content-Security-Policy says."""
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": linked}, ensure_ascii=False, separators=(",", ":")
    )
    # Nothing in it may end the block or begin a tag; in JSON all these stand in strings only.
    return mark_safe(f'<script type="application/ld+json">{text.translate(IN_SCRIPT)}</script>')  # noqa: S308

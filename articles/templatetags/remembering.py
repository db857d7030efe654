"""Parts of pages that are rendered once and shown many times: lists and their rows, a story's reports."""

from collections.abc import Hashable, Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MOST = 20_000_000  # characters; then all is forgotten, which costs less than keeping order

register = template.Library()
_PARTS: dict[Hashable, SafeString] = {}
_held = 0  # characters


@register.filter
def all_shown(cards: Iterable[Any]) -> Hashable:
    """All that several cards say."""
    return tuple(card.shown for card in cards)


@register.simple_tag
def remembered(name: str, shown: Hashable, **context: Any) -> SafeString:
    """The template `name` with `context`, rendered once for all that it shows, without blanks around it.

    `shown` must tell apart all that the template says of `context`, times that pass included; texts, numbers
    and tuples of `context` count by themselves. Then nothing that is remembered is ever wrong, and nobody has
    to forget it. Each process has its own; sharing them would cost more than rendering.
    """
    plain = tuple(value for value in context.values() if isinstance(value, str | int | tuple))
    key = (name, shown, plain, get_language(), settings.TIME_ZONE)
    if html := _PARTS.get(key):
        return html
    html = mark_safe(get_template(name).render(context).strip())  # noqa: S308 a template's own output
    _remember(key, html)
    return html


def _remember(key: Hashable, html: SafeString) -> None:
    global _held
    _held += len(html)
    if _held > MOST:
        _PARTS.clear()
        _held = len(html)
    _PARTS[key] = html

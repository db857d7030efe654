"""What the pages of the site say and how: text on one line, times, colours, pictures, addresses."""

import re
import zlib
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, pgettext

from articles.models import Article, Provider
from articles.text import addresses, markup
from articles.text.lines import one_line

HUES = 12  # colours of topics and providers; tokens.css names them
PATTERNS = 6  # drawings of placeholders; plate.css names them
TITLE = 70  # characters that tabs, bookmarks and search results have room for
HOUR, DAY = 3600, 86400  # seconds

register = template.Library()


@register.filter
def line(value: object) -> str:
    """Text from elsewhere as one line: blanks, tabs and line ends collapse, control characters go."""
    return one_line(str(value or ""))


@register.filter
def page_title(value: object) -> str:
    """Text from elsewhere as a page's title, short enough to be shown whole with the site's name."""
    return Truncator(line(value)).chars(max(TITLE - len(f" · {settings.SITE_NAME}"), TITLE // 2))


@register.filter
def hue(name: object) -> int:
    """The colour of a topic or provider: the same for the same name, for ever."""
    return zlib.crc32(str(name).casefold().encode(errors="replace")) % HUES


@register.filter
def pattern(number: int) -> int:
    """The drawing of an article's placeholder: neighbours of one provider are told apart by it."""
    return number % PATTERNS


@register.filter
def initials(name: object) -> str:
    """One or two letters that stand for a provider: `The New Zealand Herald` → `NZ`."""
    words = [word for word in re.findall(r"\w+", line(name)) if word.casefold() != "the"]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.filter
def href(address: str) -> str:
    """An address as a link may hold it; empty for one that must not become a link."""
    return addresses.href(address)


@register.filter
def host(address: str) -> str:
    """Whose address it is, without `www.`."""
    return addresses.host(address).removeprefix("www.")


@register.filter
def markdown(source: str) -> SafeString:
    """Markdown as safe HTML."""
    return mark_safe(markup.render_markdown(source))  # noqa: S308 cleaned there


@register.filter
def embed(featured_content: str) -> markup.Embed | None:
    """The video that upstream embeds, if its player is known."""
    return markup.embed(featured_content)


@register.simple_tag
def site_name() -> str:
    """What the site is called."""
    return settings.SITE_NAME


@register.simple_tag
def today() -> datetime:
    """Now, in the site's time zone."""
    return _local(timezone.now())


@register.filter
def day(value: datetime | None) -> str:
    """`18 Nov 2020`, in the site's time zone."""
    return date_format(_local(value), pgettext("date", "j M Y")) if value else ""


@register.filter
def weekday(value: datetime) -> str:
    """`Wednesday, 18 November 2020`, in the site's time zone."""
    return date_format(_local(value), pgettext("date with weekday", "l, j F Y"))


@register.simple_tag
def moment(value: datetime | None, form: str = "relative") -> SafeString | str:
    """A time, whole on hover and for screen readers.

    `form`: "relative" within a day and then its date, "clock" 14:02 for today and then its date,
    "time" and "date" one of the two, "whole" everything.
    """
    if value is None:
        return ""
    local = _local(value)
    whole = f"{date_format(local, pgettext('date and time', 'j F Y, H:i'))} {local.tzname()}"
    if form == "whole":
        return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), whole)
    return format_html(
        '<time datetime="{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="unseen">{}</span></time>',
        local.isoformat(timespec="seconds"),
        whole,
        {"clock": _clock, "date": day, "time": _time}.get(form, _ago)(local),
        whole,
    )


@register.simple_tag
def picture(article: Article, size: str) -> dict[str, Any] | None:
    """The first picture that we hold of an article at `size`, and what it shows; or None."""
    held = article.picture(size)
    return {"image": held[0], "file": held[1]} if held else None


@register.filter
def source(provider: Provider | None, address: str) -> str:
    """Whom to credit: the provider's name, else the host of the address."""
    return line(provider.name) if provider else host(address)


def _local(value: datetime) -> datetime:
    return timezone.localtime(value, timezone.get_default_timezone())


def _time(local: datetime) -> str:
    return date_format(local, pgettext("time", "H:i"))


def _clock(local: datetime) -> str:
    now = _local(timezone.now())
    if local.date() == now.date():
        return _time(local)
    return date_format(
        local, pgettext("date", "j M") if local.year == now.year else pgettext("date", "j M Y")
    )


def _ago(local: datetime) -> str:
    seconds = (timezone.now() - local).total_seconds()
    if not 0 <= seconds < DAY:
        return date_format(local, pgettext("date", "j M Y"))
    if seconds < HOUR:
        minutes = int(seconds // 60)
        return (
            ngettext("%d minute ago", "%d minutes ago", minutes) % minutes if minutes else gettext("just now")
        )
    hours = int(seconds // HOUR)
    return ngettext("%d hour ago", "%d hours ago", hours) % hours

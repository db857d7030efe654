"""What the coverage page sends: one row of plain fields per link, and which button was pressed."""

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.history import tell
from articles.admin.stale import changes_since
from articles.curation.coverage.arrange import Line
from articles.models import Article


def number(text: str | None) -> int | None:
    """A whole number that a database can hold, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def sent_lines(sent: QueryDict) -> dict[int, Line]:
    """What to make of each link on the page; `up` and `down` name one that goes a place further."""
    moved = {number(sent.get("up")): -1, number(sent.get("down")): 1}
    return {
        link: _line(sent, link, moved.get(link, 0)) for one in sent.getlist("link") if (link := number(one))
    }


def _line(sent: QueryDict, link: int, step: int) -> Line:
    place = number(sent.get(f"place-{link}"))
    return Line(
        position=None if place is None else max(place - 1 + step, 0),
        hidden=f"hidden-{link}" in sent,
        our_title=sent.get(f"title-{link}"),
        our_excerpt=sent.get(f"excerpt-{link}"),
    )


def refuse_stale(article: Article, seen: int | None) -> None:
    """Refuse to arrange a list that somebody else has arranged since it was shown."""
    newer = changes_since(article, seen, {"related"}) if seen is not None else []
    if newer:
        who = ", ".join(dict.fromkeys(f"{one.who} {one.what}" for one in tell(newer)))
        raise ValidationError(
            _("Meanwhile: %(who)s. This is the list as it is now; nothing of yours was saved.") % {"who": who}
        )

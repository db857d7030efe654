"""A feed and its entries, before any format."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import get_template

from articles.models import Article, ArticleQuerySet, Rendition
from articles.public.facts import Source, headline, source, topics, updated, whole
from articles.text.addresses import href
from articles.text.lines import one_line

MOST = 60  # entries
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed of nothing must not look new each time it is asked for


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A picture that we hold: whole address, media type, length in bytes."""

    url: str
    type: str
    length: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as feeds tell it: plain text but for `html`, whole addresses.

    `id` never changes; `via` is the article's address at its provider, or "".
    """

    id: str
    title: str
    url: str
    via: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    source: Source | None
    topics: tuple[str, ...]
    picture: Enclosure | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries, newest first; `page` is the same list for people, `path` the feed's own."""

    id: str
    title: str
    subtitle: str
    page: str
    path: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)


def entries(articles: ArticleQuerySet, order: str = "live_from") -> tuple[Entry, ...]:
    """The newest of `articles`, by the column `order`, as entries; in three queries."""
    newest = articles.falling(order).for_cards().defer(None)
    told = newest.defer("secured", "body", "extra", "featured_content", "provider__images", "provider__said")
    return tuple(_entries(told[:MOST]))


def _entries(articles: Iterable[Article]) -> Iterable[Entry]:
    content = get_template("components/feed_html.html")
    for article in articles:
        live_from = cast("datetime", article.live_from)  # a constraint: published articles have it
        credited, via = source(article), href(article.address)
        yield Entry(
            id=article.feed_id,
            title=headline(article),
            url=whole(article.get_absolute_url()),
            via=via,
            summary=one_line(article.excerpt),
            html=content.render(_told(article, credited, via)).strip(),
            published=live_from,
            updated=updated(live_from, article.changed_at),
            source=credited,
            topics=topics(article),
            picture=_enclosure(article),
        )


def _told(article: Article, credited: Source | None, via: str) -> dict[str, Any]:
    shown = (article.excerpt, article.commentary, credited, settings.SITE_NAME)
    return {"shown": shown, "article": article, "source": credited, "via": via}


def _enclosure(article: Article) -> Enclosure | None:
    """The article's first picture, if it is ours: what lies elsewhere is not for us to hand out."""
    held = article.picture("page")
    length = _length(held[1]) if held else None
    return Enclosure(held[1].address, held[1].media_type, length) if held and length else None


def _length(file: Rendition) -> int | None:
    """Bytes; None where the file is gone, since a feed without a picture beats no feed."""
    if file.bytes:
        return file.bytes
    try:
        return default_storage.size(file.name)
    except (OSError, ValueError):
        return None

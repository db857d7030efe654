"""What feeds, sitemaps and metadata alike say of an article to machines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from articles.models import Article
from articles.text.addresses import host, href
from articles.text.lines import one_line


@dataclass(frozen=True, slots=True)
class Source:
    """Whom an article is credited to; `home` is its site's address, or "" where that cannot be a link."""

    name: str
    home: str


def whole(path: str) -> str:
    """A path of ours as a whole address, never made from what a client sent."""
    return settings.SITE_URL + path


def addresses(slugs: Iterable[str]) -> Iterator[str]:
    """The whole addresses of articles with these slugs; to reverse each would take far longer."""
    before, after = whole(reverse("articles:article", args=["-"])).rsplit("-", 1)
    return (f"{before}{quote(slug)}{after}" for slug in slugs)


def headline(article: Article) -> str:
    """The title on one line; the slug where nothing printable is left of it."""
    return one_line(article.title) or str(article.slug)


def updated(live_from: datetime, changed_at: datetime) -> datetime:
    """When what readers see of an article last changed: appearing is a change too."""
    return max(live_from, changed_at)


def source(article: Article) -> Source | None:
    """Who published the article first; None for one that was written here."""
    domain = article.provider.domain if article.provider else host(article.address)
    name = one_line(article.provider.name) if article.provider else ""
    name = name or one_line(domain.removeprefix("www."))
    return Source(name, href(f"https://{domain}")) if name else None


def topics(article: Article) -> tuple[str, ...]:
    """The names of the article's topics, in its order."""
    names = (one_line(topic.name) for topic in article.ordered_topics)
    return tuple(name for name in names if name)

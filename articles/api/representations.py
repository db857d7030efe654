"""Articles and topics as the API says them: every key of the original site's, null where nothing is known."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from articles.models import Article, Image, Provider, RelatedLink, Topic
from articles.text.addresses import refusal
from articles.text.instants import instant_text

CATEGORIES = ["news"]  # others are not imported
LOCALE = "en-us"  # what the original site said of every article


def item(article: Article) -> dict[str, Any]:
    """An article in a list; `article` comes from `told`."""
    extra = article.extra
    return {
        "path": f"_news/{article.slug}.md",
        "title": article.title,
        "excerpt": article.excerpt or None,
        "sourceUrl": _address(_text(extra, "sourceUrl")),
        "webUrl": _address(article.web_url),
        "originalUrl": _address(article.original_url),
        "featuredContent": article.featured_content or None,
        "highlight": _text(extra, "highlight"),
        "heat": article.heat,
        "tags": [tag for tag in _list(extra.get("tags")) if isinstance(tag, str)] or None,
        "images": _images(map(_of_row, article.images.all())),
        "content": article.body if article.body.strip() else "",
        "type": article.type or None,
        "ampWebUrl": _address(article.amp_url),
        "cdnAmpWebUrl": _address(article.cdn_amp_url),
        "publishedDateTime": _instant(article.published_at or article.live_from),
        "updatedDateTime": _text(extra, "updatedDateTime"),
        "provider": _provider(article.provider),
        "locale": _text(extra, "locale") or LOCALE,
        "categories": CATEGORIES,
        "topics": [topic.name for topic in article.ordered_topics] or None,
    }


def detail(article: Article, links: Iterable[RelatedLink]) -> dict[str, Any]:
    """An article with its coverage, as far as readers may see it."""
    return {**item(article), "related": [_related(link) for link in links]}


def topic(topic: Topic, names: frozenset[str]) -> dict[str, Any]:
    """A topic; its parent is named where it is among the `names` that readers know."""
    details = topic.details
    parent = _text(details, "parent")
    return {
        "name": topic.name,
        "shortname": _text(details, "shortname"),
        "id": topic.slug,
        "parent": parent if parent in names else None,
        "images": _images(one for one in _list(details.get("images")) if isinstance(one, Mapping)),
        "services": _services(details.get("services")),
    }


def _related(link: RelatedLink) -> dict[str, Any]:
    images = map(_of_row, link.target.images.all()) if link.speaks_for_itself else link.said.get("images", ())
    return {
        "title": link.title,
        "excerpt": link.excerpt or None,
        "publishedDateTime": _instant(link.published_at),
        "webUrl": _address(link.url),
        "ampWebUrl": _address(link.shown("amp_url")),
        "cdnAmpWebUrl": _address(link.shown("cdn_amp_url")),
        "type": link.shown("type") or None,
        "provider": _provider(link.provider),
        "images": _images(images),
    }


def _provider(provider: Provider | None) -> dict[str, Any] | None:
    if provider is None:
        return None
    return {
        "name": provider.name,
        "domain": provider.domain,
        "images": _images(provider.images),
        "publishers": None,
        "authors": None,
    }


def _images(images: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """Pictures as documents say them; one whose address cannot be a link is left out."""
    shown = [_image(image) for image in images if _address(image.get("url"))]
    return shown or None


def _image(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url": said["url"],
        "width": said.get("width"),
        "height": said.get("height"),
        "title": said.get("title") or None,
        "attribution": said.get("attribution") or None,
        "isCached": bool(said.get("is_cached")),  # the original said no where files say nothing
    }


def _of_row(image: Image) -> dict[str, Any]:
    """A stored picture as documents would say it; one that only we have is at our address."""
    said = {name: getattr(image, name) for name in ("url", "width", "height", "title", "is_cached")}
    if not image.url and (held := image.rendition("page")):
        said |= {"url": held.address, "width": held.width, "height": held.height, "is_cached": True}
    return said | {"attribution": image.credit or _text(image.extra, "attribution")}


def _services(services: object) -> dict[str, str] | None:
    if not isinstance(services, Mapping):
        return None
    return {name: url for name, url in services.items() if isinstance(url, str) and _address(url)} or None


def _address(address: str | None) -> str | None:
    return address if address and refusal(address) is None else None


def _instant(at: datetime | None) -> str | None:
    return instant_text(at) if at else None


def _text(said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    return value if value and isinstance(value, str) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

"""Sitemaps as XML (https://www.sitemaps.org/protocol.html), written piece by piece."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from articles.text.instants import instant_text

LONGEST = 2048  # characters of an address: what the schema takes
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


class Page(NamedTuple):
    """A whole address, when what it shows last changed if that is known, and more XML about it."""

    address: str
    changed: datetime | None = None
    more: str = ""


def urlset(parts: Iterable[Iterable[Page]], names: str = "") -> Iterator[str]:
    """A sitemap; each part becomes one piece of text, so that no more than that is ever held."""
    yield f'{HEAD}<urlset xmlns="{SITEMAP}"{names}>'
    for part in parts:
        yield "".join(_element("url", page) for page in part if len(page.address) <= LONGEST)
    yield "</urlset>"


def sitemap_index(files: Iterable[Page]) -> str:
    """An index of sitemaps."""
    listed = "".join(_element("sitemap", file) for file in files)
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">{listed}</sitemapindex>'


def text(said: str) -> str:
    """`said` as the protocol wants text: quotes are escaped, too."""
    return escape(said, {"'": "&apos;", '"': "&quot;"})


def _element(name: str, page: Page) -> str:
    changed = (
        f"<lastmod>{instant_text(page.changed.replace(microsecond=0))}</lastmod>" if page.changed else ""
    )
    return f"<{name}><loc>{text(page.address)}</loc>{changed}{page.more}</{name}>"

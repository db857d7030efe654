"""Markup that readers may get: Markdown rendered and cleaned, videos embedded from known players only."""

import html
import re
from dataclasses import dataclass
from typing import Final

import nh3
from markdown_it import MarkdownIt

from articles.text.addresses import href
from articles.text.players import PLAYERS
from articles.text.repair import repair

# Pictures are left out: none is shown from another site.
TAGS: Final = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES: Final = {"http", "https", "mailto"}

MAX_EMBED = 4_000  # characters; real ones have about 200

_IFRAME = re.compile(r"\s*<iframe\b(?P<attributes>[^<>]*)>[^<>]*</iframe\s*>\s*", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z][a-z-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)
_VIDEO = re.compile(r"[A-Za-z0-9_-]+(?:\?.*)?")
_PIXELS = re.compile(r"[1-9][0-9]{0,3}")

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Embed:
    """A video to frame: the address of its player, width and height in pixels where known."""

    src: str
    width: int | None
    height: int | None


def render_markdown(source: str) -> str:
    """Render Markdown (CommonMark with tables) to HTML that is safe on a page, headings from `h2` down."""
    tokens = _markdown.parse(repair(source, mojibake=False).text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"  # the page has its own h1
    rendered = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        rendered, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow"
    )


def embed(featured_content: str) -> Embed | None:
    """The video that `featured_content` frames, or None: one `<iframe>` of a known player, nothing else."""
    iframe = _IFRAME.fullmatch(featured_content) if len(featured_content) <= MAX_EMBED else None
    if not iframe:
        return None
    attributes: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(iframe["attributes"]):
        attributes.setdefault(name.lower(), html.unescape("".join(values)))
    src = href(attributes.get("src", ""))
    player = next((player for player in PLAYERS if src.startswith(player)), None)
    if not player or not _VIDEO.fullmatch(src, len(player)):
        return None
    return Embed(src, width=_pixels(attributes.get("width")), height=_pixels(attributes.get("height")))


def _pixels(text: str | None) -> int | None:
    return int(text) if text and _PIXELS.fullmatch(text) else None

"""Edits of single values → the same file but for the lines that say them."""

from articles.seedfile.events import Mapping, build
from articles.seedfile.front_matter import FrontMatter, split
from articles.seedfile.patch_edits import Edits, changes_of
from articles.seedfile.patch_nodes import changed, meaning
from articles.seedfile.patch_page import IrregularError, Page, Replacement
from articles.seedfile.patch_text import Patcher
from articles.seedfile.problems import RejectedError
from articles.seedfile.render import front_matter
from articles.seedfile.render_values import SEED_ORDER

BLANK_LINES = "\r\n"  # around a body, and no part of it


def patch(raw: bytes, edits: Edits) -> bytes:
    """The readable file `raw` with `edits` made; all other lines stay to the byte.

    Where the YAML is in a form in which its keys cannot be replaced one by one, such as all in braces on
    one line, the front matter is written anew and says the same.
    """
    if not edits:
        return raw
    matter = split(raw)
    file = build(matter.yaml)
    changes = changes_of(file, edits)
    wanted = changed(file, changes, SEED_ORDER)
    page = Page(raw, matter)
    body = [] if edits.body is None else [_body(page, edits.body)]
    try:
        keys = Patcher(page).edits(page.span(), changes, SEED_ORDER, wanted)
        patched = page.encoded(page.part(0, len(page.text), [*keys, *body]))
        if _says(patched, wanted, matter.body if edits.body is None else edits.body):
            return patched
    except IrregularError:
        pass
    return page.encoded(page.part(0, len(page.text), [_anew(page, wanted), *body]))


def _body(page: Page, body: str) -> Replacement:
    eol = page.eol
    text = body.replace("\n", eol)
    start, end = page.after_line(page.closing[0]), len(page.text)
    standing = page.text[start:]
    if not standing.strip():
        before = "" if start > page.closing[1] else eol
        return Replacement(start, end, f"{before}{eol}{text}{eol}")
    start += len(standing) - len(standing.lstrip(BLANK_LINES))
    return Replacement(start, end - (len(standing) - len(standing.rstrip(BLANK_LINES))), text)


def _says(raw: bytes, wanted: Mapping, body: str) -> bool:
    """Whether the file says what it shall."""
    try:
        matter: FrontMatter = split(raw)
        return meaning(build(matter.yaml)) == meaning(wanted) and matter.body == body
    except RejectedError:
        return False


def _anew(page: Page, wanted: Mapping) -> Replacement:
    start = page.after_line(0)
    return Replacement(start, page.closing[0], page.eol.join([*front_matter(wanted), ""]))

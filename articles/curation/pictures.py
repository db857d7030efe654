"""The pictures of one article, in order, as its editors want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.curation.editing import same, tidy
from articles.curation.permissions import UPLOAD_PICTURE, Person, require
from articles.curation.representation import plain_images
from articles.images.check import Picture
from articles.images.render import draw
from articles.images.store import keep
from articles.models import Article, Image


@dataclass(frozen=True, slots=True)
class PictureLine:
    """One picture of the list: `id` of the row it is, or None for a new one; `upload` its (new) file."""

    id: int | None
    title: str = ""
    credit: str = ""
    upload: Picture | None = None


def take_pictures(article: Article, lines: Sequence[PictureLine], *, by: Person) -> dict[str, list[Any]]:
    """Make `lines` the pictures of `article`; give {"images": [before, after]}, or {} if they are."""
    if any(line.upload for line in lines):
        require(by, UPLOAD_PICTURE)
    rows = list(article.images.all())
    before, known = plain_images(rows), {row.pk: row for row in rows}
    order = [_row(article, line, known) for line in lines]
    if before == (after := plain_images(order)):
        return {}
    for position, row in enumerate(order):
        row.position = position
    kept = [row for row in order if row.pk]
    article.images.exclude(pk__in=[row.pk for row in kept]).delete()
    Image.objects.bulk_update(kept, ["position", "title", "credit", "renditions"])
    Image.objects.bulk_create(row for row in order if not row.pk)
    return {"images": [before, after]}


def _row(article: Article, line: PictureLine, known: dict[int, Image]) -> Image:
    row = known[line.id] if line.id is not None else Image(article=article)
    for name in ("title", "credit"):
        value = getattr(line, name)
        if not same(getattr(row, name), value):
            setattr(row, name, tidy(value))
    if line.upload:
        row.renditions = {
            size: {
                "name": keep(drawn),
                "width": drawn.width,
                "height": drawn.height,
                "bytes": len(drawn.content),
            }
            for size, drawn in draw(line.upload).items()
        }
    return row

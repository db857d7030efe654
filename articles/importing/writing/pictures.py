"""Write the topics and pictures of articles."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.importing.merging import Merging
from articles.importing.state import ImageRow
from articles.importing.writing.values import IMAGE_COLUMNS, image_columns
from articles.models import ArticleTopic, Image
from articles.rows import Row, insert, one_of, update


class Target(NamedTuple):
    """The article `id`: what to write; whether it is new, and the pictures that are stored now."""

    id: int
    merging: Merging
    new: bool
    stored: Sequence[ImageRow] = ()


COLUMNS = ("position", "extra", *IMAGE_COLUMNS)


def write_topics_of(targets: Iterable[Target], topics: Mapping[str, int]) -> None:
    """Put the topics of articles in place, where they change."""
    changed = [one for one in targets if one.merging.topics is not None]
    ArticleTopic.objects.filter(one_of("article_id", (one.id for one in changed if not one.new))).delete()
    rows = ((one.id, topics[key], at) for one in changed for at, key in enumerate(one.merging.topics or ()))
    insert(ArticleTopic, ("article_id", "topic_id", "position"), rows)


def write_images_of(targets: Iterable[Target]) -> None:
    """Put the pictures of articles in place, where they change; files that we hold stay with their row."""
    gone: list[int] = []
    new: list[Row] = []
    kept: list[Row] = []
    for target in targets:
        if target.merging.images is None:
            continue
        ids = {image.id for image in target.merging.images}
        gone += [image.id for image in target.stored if image.id not in ids]
        for position, image in enumerate(target.merging.images):
            columns = (position, *image_columns(image.said))
            if image.id:
                kept.append((*columns, image.id))
            else:
                new.append((*columns, target.id, image.url))
    Image.objects.filter(one_of("id", gone)).delete()
    update(Image, COLUMNS, kept)
    insert(Image, (*COLUMNS, "article_id", "url"), new)

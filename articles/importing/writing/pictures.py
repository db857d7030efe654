"""Write the topics and pictures of articles."""

from collections.abc import Iterable, Mapping, Sequence

from articles.importing.merging import Merging
from articles.importing.state import ImageRow
from articles.importing.writing.values import IMAGE_COLUMNS, image_columns
from articles.models import ArticleTopic, Image
from articles.rows import Row, insert, update

Target = tuple[int, Merging, Sequence[ImageRow]]  # id of the article, what to write, the pictures stored now

COLUMNS = ("position", "extra", *IMAGE_COLUMNS)


def write_topics_of(targets: Iterable[Target], topics: Mapping[str, int]) -> None:
    """Put the topics of articles in place, where they change."""
    changed = [(article, merging.topics) for article, merging, _ in targets if merging.topics is not None]
    ArticleTopic.objects.filter(article__in=[article for article, _ in changed]).delete()
    rows = ((article, topics[key], at) for article, keys in changed for at, key in enumerate(keys))
    insert(ArticleTopic, ("article_id", "topic_id", "position"), rows)


def write_images_of(targets: Iterable[Target]) -> None:
    """Put the pictures of articles in place, where they change; files that we hold stay with their row."""
    gone: list[int] = []
    new: list[Row] = []
    kept: list[Row] = []
    for article, merging, stored in targets:
        if merging.images is None:
            continue
        ids = {image.id for image in merging.images}
        gone += [image.id for image in stored if image.id not in ids]
        for position, image in enumerate(merging.images):
            columns = (position, *image_columns(image.said))
            if image.id:
                kept.append((*columns, image.id))
            else:
                new.append((*columns, article, image.url))
    Image.objects.filter(pk__in=gone).delete()
    update(Image, COLUMNS, kept)
    insert(Image, (*COLUMNS, "article_id", "url"), new)

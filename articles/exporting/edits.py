"""What staff made of an article, as edits of the file that it came from."""

from collections.abc import Sequence
from typing import Any

from articles.curation.representation import plain
from articles.exporting.loading import Batch, listed_keys
from articles.exporting.values import (
    entry_values,
    images_elsewhere,
    name_in_files,
    provider_values,
    said_image,
)
from articles.models import Article, Document, Status
from articles.seedfile import ImageValues, MentionValues
from articles.seedfile.patch_edits import Edits
from articles.seedfile.said import DEFAULTS, Said, said_value

# One by one comparable; `secured` and unknown keys are nobody's to edit.
FIELDS = tuple(name for name in DEFAULTS if name not in ("secured", "extra", "body", "provider"))


def edits_of(article: Article, document: Document, batch: Batch) -> Edits:
    """Where the article differs from its file; nothing else is anybody's edit."""
    said = document.said
    return Edits(
        values=_values(article, said),
        topics=_topics(article, said),
        images=_images(article, said),
        related=_related(article, batch),
        body=None if article.body == said_value(said, "body") else article.body,
    )


def _values(article: Article, said: Said) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in FIELDS}
    changed = {name: value for name, value in values.items() if plain(value) != said_value(said, name)}
    if (article.provider.domain if article.provider else "") != said_value(said, "provider"):
        changed["provider"] = provider_values(article.provider)
    published = article.status == Status.PUBLISHED
    if published != said.get("flagged", False):
        changed["flagged"] = published
    return changed


def _topics(article: Article, said: Said) -> Sequence[str] | None:
    spelt = {name.casefold(): name for name in said.get("topics", ())}
    topics = article.ordered_topics
    if [topic.key for topic in topics] == list(spelt):
        return None
    return [spelt.get(topic.key) or name_in_files(topic) for topic in topics]


def _images(article: Article, said: Said) -> Sequence[ImageValues] | None:
    images = images_elsewhere(article)
    return None if images == tuple(map(said_image, said.get("images", ()))) else images


def _related(article: Article, batch: Batch) -> Sequence[str | MentionValues] | None:
    keys = listed_keys(article)
    wanted: list[str | MentionValues] = []
    for link in article.related_links.all():
        if link.key in keys:
            wanted.append(link.key)
        elif entry := entry_values(batch.words[link.pk]):
            wanted.append(entry)
    return None if wanted == keys else wanted

"""Write the lists of articles back: topics, pictures, coverage, conflicts and former slugs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import models

from articles.curation.snapshots import Fields
from articles.models import Article, ArticleTopic, Conflict, FormerSlug, Image, RelatedLink, Topic
from articles.rows import one_of

BATCH_ROWS = 500  # rows per statement

Lists = Mapping[int, Any]  # one list by article id


def restore_lists(wanted: Mapping[int, Fields]) -> None:
    """Put the lists given for each article in the place of those it has."""
    for name, (model, rows) in LISTS.items():
        lists = {pk: fields[name] for pk, fields in wanted.items() if name in fields}
        if lists:
            model._default_manager.filter(one_of("article_id", lists)).delete()
            model._default_manager.bulk_create(rows(lists), batch_size=BATCH_ROWS)


def topics_called(names: set[str]) -> dict[str, Topic]:
    """The topics that have these names, or whose keys files spell so; those that are gone are left out."""
    keys = {name.casefold() for name in names}
    rows = Topic.objects.filter(models.Q(one_of("name", names)) | models.Q(one_of("key", keys)))
    by_key, by_name = {}, {}
    for row in rows.only("name", "key"):
        by_key[row.key], by_name[row.name] = row, row
    return {name: one for name in names if (one := by_name.get(name) or by_key.get(name.casefold()))}


def _topics(lists: Lists) -> Iterator[ArticleTopic]:
    called = topics_called({name for topics in lists.values() for name in topics})
    for article, topics in lists.items():
        found = [called[name] for name in topics if name in called]
        for position, topic in enumerate(dict.fromkeys(found)):
            yield ArticleTopic(article_id=article, topic=topic, position=position)


def _images(lists: Lists) -> Iterator[Image]:
    for article, images in lists.items():
        for position, image in enumerate(images):
            yield Image(article_id=article, position=position, **image)


def _related(lists: Lists) -> Iterator[RelatedLink]:
    targets = {link["target"] for links in lists.values() for link in links}
    there = set(Article.objects.filter(one_of("id", targets)).values_list("pk", flat=True))
    for article, links in lists.items():
        for position, link in enumerate(one for one in links if one["target"] in there):
            words = {
                name: link[name] for name in ("hidden", "our_title", "our_excerpt", "key") if name in link
            }
            yield RelatedLink(
                article_id=article,
                target_id=link["target"],
                mention_id=link.get("mention"),
                position=position,
                **words,
            )


def _conflicts(lists: Lists) -> Iterator[Conflict]:
    for article, conflicts in lists.items():
        for field, one in conflicts.items():
            values = {"base": one["base"], "upstream": one["upstream"], "run_id": one["run"]}
            yield Conflict(article_id=article, field=field, **values)


def _former_slugs(lists: Lists) -> Iterator[FormerSlug]:
    for article, slugs in lists.items():
        for slug in slugs:
            yield FormerSlug(article_id=article, slug=slug)


Rows = Callable[[Lists], Iterable[models.Model]]

LISTS: dict[str, tuple[type[models.Model], Rows]] = {
    "topics": (ArticleTopic, _topics),
    "images": (Image, _images),
    "related": (RelatedLink, _related),
    "conflicts": (Conflict, _conflicts),
    "former_slugs": (FormerSlug, _former_slugs),
}

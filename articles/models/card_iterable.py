"""What cards show beside the article's own row, its topics and pictures, brought along as plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.query import ModelIterable

from articles.models.image import Image
from articles.models.prepared import among, prepared
from articles.models.topic import ArticleTopic, Topic

if TYPE_CHECKING:
    from articles.models.article import Article

# In the models' own order; other columns are loaded when somebody asks for them.
TOPIC = ("id", "name", "key", "slug")
IMAGE = ("id", "article_id", "title", "credit", "renditions")


@prepared
def _topics(articles: tuple[int, ...]) -> QuerySet[Any, Any]:
    links = ArticleTopic.objects.filter(among("article", articles)).order_by("position", "id")
    return links.values_list("article", *(f"topic__{name}" for name in TOPIC))


@prepared
def _pictures(articles: tuple[int, ...]) -> QuerySet[Any, Any]:
    held = Image.objects.filter(among("article", articles)).exclude(renditions={})
    return held.order_by("position", "id").values_list(*IMAGE)


class CardIterable(ModelIterable):
    """Articles with their topics and the pictures that we hold, in three queries whatever their number.

    What Django's own prefetching makes of rows costs more than all the rest of a list.
    """

    def __iter__(self) -> Iterator[Article]:
        articles: list[Article] = list(super().__iter__())
        bring_along({article.pk: article for article in articles}, self.queryset.db)
        return iter(articles)


def bring_along(articles: Mapping[int, Article], database: str) -> None:
    """Give the articles, by their ids, their `ordered_topics` and `pictures`, in two queries."""
    topics: dict[int, Topic] = {}
    for article in articles.values():
        article.ordered_topics, article.pictures = [], []
    for pk, *said in _topics(tuple(articles)):
        topic = topics.get(said[0]) or topics.setdefault(said[0], Topic.from_db(database, TOPIC, said))
        articles[pk].ordered_topics.append(topic)
    for row in _pictures(tuple(articles)):
        articles[row[1]].pictures.append(Image.from_db(database, IMAGE, row))

"""The questions that the product asks of its articles."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.lookups import Exact, LessThanOrEqual
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from articles.models.article_indexes import OWN_WORDS
from articles.models.card_iterable import CardIterable
from articles.models.prepared import Given
from articles.models.topic import ArticleTopic, Topic

if TYPE_CHECKING:
    from articles.models.article import Article  # noqa: F401 named in the base class


class Unindexed(Func):
    """A column that SQLite may not look up by: it would start reading an index at the present moment.

    Of several upper bounds it takes the first one. That everything up to now is shown says next to nothing;
    the other bounds are a period or a place in a list, behind which most of the index may lie.
    """

    template = "%(expressions)s"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


class Published(Exact):
    """Whether a status is that of published articles, as most are: no way to find a few by an index.

    SQLite would think so, since it has no statistics of a database that nobody analysed. The word stands in
    the query itself: of a parameter SQLite would not know that the indexes of published articles imply it.
    It is a lookup, since Django compares functions with true there, of which SQLite does not know it either.
    """

    def __init__(self, status: F) -> None:
        super().__init__(status, "published")

    def process_rhs(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "'published'", ()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        sql, parameters = self.as_sql(compiler, connection)
        return f"likely({sql})", parameters


def live(at: datetime | Given | None = None, prefix: str = "") -> Q:
    """What readers may see at `at` (default: now): the one definition of it.

    `prefix` is the way from the rows asked for to the article, such as "target__".
    """
    now = at or timezone.now()
    begun = LessThanOrEqual(Unindexed(F(f"{prefix}live_from")), now)
    open_ended = Q(**{f"{prefix}live_until__isnull": True}) | Q(**{f"{prefix}live_until__gt": now})
    return Q(begun, Published(F(f"{prefix}status"))) & open_ended


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, asked in the product's own words."""

    def published(self, at: datetime | Given | None = None) -> ArticleQuerySet:
        """What readers may see at `at` (default: now)."""
        return self.filter(live(at))

    def stubs(self) -> ArticleQuerySet:
        """Articles known only by others' coverage."""
        return self.filter(slug__isnull=True)

    def filed(self) -> ArticleQuerySet:
        """Articles in their own right: with a file, or written here."""
        return self.filter(slug__isnull=False)

    def with_own_words(self) -> ArticleQuerySet:
        """Articles with more than what their provider says: with commentary, or written here."""
        return self.filter(OWN_WORDS)

    def newest_first(self) -> ArticleQuerySet:
        return self.falling("live_from")

    def falling(self, column: str) -> ArticleQuerySet:
        """In the order of lists: by `column`, then by id, the highest first."""
        # What says that they are listed lets a database read the index of their topic, which has no others.
        shown = self.filter(listed_from__isnull=False) if column == "listed_from" else self
        return shown.order_by(f"-{column}", "-id")

    def about(self, topic: Topic) -> ArticleQuerySet:
        """Articles on `topic`; `listed_from` is their `live_from` as the catalogue has it with the topic."""
        return self.filter(topic_links__topic=topic).annotate(listed_from=F("topic_links__live_from"))

    def checked_for(self, topic: Topic) -> ArticleQuerySet:
        """Articles on `topic`, each looked at by itself: for a few that are found by something else."""
        return self.filter(Exists(ArticleTopic.objects.filter(article=OuterRef("pk"), topic=topic)))

    def for_cards(self) -> ArticleQuerySet:
        """With all that a card shows, in three queries whatever their number, and without the bulk of it."""
        cards = (
            self.select_related("provider")
            .defer("secured", "body", "commentary", "extra", "featured_content")
            .defer(*(f"provider__{name}" for name in ("images", "more_images", "said", "description")))
        )
        cards._iterable_class = CardIterable  # as `values()` does it; each further question keeps it
        return cards

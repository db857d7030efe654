"""How many of this has that: annotations that cost a list one query, whatever its length."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article


def number_of(rows: QuerySet[Any], owner: str) -> Coalesce:
    """The number of `rows`, which are already filtered by `owner=OuterRef(…)`."""
    counted = rows.order_by().values(owner).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def article_counts(owner: str) -> dict[str, Coalesce]:
    """Annotations of a provider or topic: its articles in their own right, and those readers see."""
    filed = Article.objects.filed().filter(**{owner: OuterRef("pk")})
    return {"article_count": number_of(filed, owner), "published_count": number_of(filed.published(), owner)}

"""Articles as lists show them, by their ids: what most pages ask for, put together once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils import timezone

from articles.models.article import Article
from articles.models.card_iterable import bring_along
from articles.models.prepared import among, prepared
from articles.models.provider import Provider
from articles.models.related_link import RelatedLink

# In the models' own order; other columns are loaded when somebody asks for them.
ARTICLE = (
    *("id", "slug", "title", "excerpt", "web_url", "original_url"),
    *("published_at", "provider_id", "live_from"),
)
PROVIDER = ("id", "domain", "name", "logo")


def published_cards(ids: Sequence[int]) -> list[Article]:
    """Those of the articles with these ids that readers see, in this order, in three queries.

    With `reports`, the number of other reports that each one's page lists, beside all that `for_cards` has.
    """
    providers: dict[int, Provider] = {}
    found: dict[int, Article] = {}
    for row in _cards(tuple(ids), timezone.now()):
        article = found[row[0]] = Article.from_db(DEFAULT_DB_ALIAS, ARTICLE, row[: len(ARTICLE)])
        vars(article)["reports"] = row[-1]
        if pk := article.provider_id:
            said = row[len(ARTICLE) : -1]
            known = providers.get(pk) or Provider.from_db(DEFAULT_DB_ALIAS, PROVIDER, said)
            article.provider = providers[pk] = known
    bring_along(found, DEFAULT_DB_ALIAS)
    return [found[pk] for pk in ids if pk in found]


@prepared
def _cards(ids: tuple[int, ...], now: datetime) -> QuerySet[Any, Any]:
    shown = Article.objects.published(now).filter(among("id", ids)).order_by()
    provider = (f"provider__{name}" for name in PROVIDER)
    return shown.annotate(reports=RelatedLink.objects.of_each(now)).values_list(
        *ARTICLE, *provider, "reports"
    )

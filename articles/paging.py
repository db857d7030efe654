"""One page of a list: in an order that an index holds, or a part's newest in one that none holds."""

from collections.abc import Sequence

from articles.cursor import Cursor, SortKey
from articles.models import Article, ArticleQuerySet, RelatedLink, published_cards
from articles.search import Found

Key = tuple[SortKey, int]  # what an article is put in order by, and its id

ORDERS = {"latest": "live_from", "heat": "heat", "quality": "quality"}
FEW = 1000  # articles, which are put in order sooner than a page of them is found among a million others
FEW_IN_WINDOW = 10 * FEW  # the same for a whole window of them


def page(articles: ArticleQuerySet, sort: str, after: Cursor | None, *, newest: str, size: int) -> Found:
    """The page of `size` after the cursor; `newest` is the column that tells the newest articles."""
    field = newest if sort == "latest" else ORDERS[sort]
    if after:
        articles = articles.filter(after.beyond(field))
    keys = articles.falling(field).values_list(field, "id")
    return _found(sort, list(keys[: size + 1]), size)


def page_of_newest(
    articles: ArticleQuerySet, sort: str, after: Cursor | None, *, newest: str, size: int, window: int
) -> Found:
    """The same of the newest `window` articles, put into another order.

    Of them only what the order depends on is read, which the indexes hold that begin with the newest.
    """
    rows = list(articles.falling(newest).values_list(ORDERS[sort], "id")[: window + 1])
    keys = sorted(rows[:window], reverse=True)
    if after:
        keys = [one for one in keys if one < (after.key, after.id)]
    return _found(sort, keys, size, bounded=len(rows) > window)


def _found(sort: str, keys: Sequence[Key], size: int, *, bounded: bool = False) -> Found:
    after = Cursor(sort, *keys[size - 1]) if len(keys) > size else None
    return Found([pk for _, pk in keys[:size]], after, bounded)


def good_enough(articles: ArticleQuerySet, lowest: int, *, few: int) -> ArticleQuerySet:
    """Those of at least the quality `lowest`, which the filters asked for, found by it where they are `few`.

    SQLite does not know how many there are, and would read all articles, the newest first, for the last one.
    """
    good = Article.objects.filter(quality__gte=lowest).order_by("-quality")
    return articles if good[few:].exists() else articles.filter(pk__in=good.values("pk")[:few])


def in_order(ids: list[int], *, whole: bool) -> list[Article]:
    """What was found, in its order, with `reports`; `whole`: with all that snippets are cut from."""
    if not whole:
        return published_cards(ids)
    shown = Article.objects.published().for_cards().defer(None).defer("secured", "extra", "featured_content")
    counted = shown.annotate(reports=RelatedLink.objects.of_each())
    found = {article.pk: article for article in counted.filter(pk__in=ids)} if ids else {}
    return [found[pk] for pk in ids if pk in found]

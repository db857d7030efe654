"""From query string to a page of articles, one grammar for pages, feeds and API."""

from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.catalogue import Counts
from articles.catalogue.entries import label, place
from articles.filters import ArticleFilter, ListingForm, day_start, known
from articles.listed import Listing
from articles.models import Article, ArticleQuerySet
from articles.paging import FEW, FEW_IN_WINDOW, good_enough, in_order, page, page_of_newest
from articles.search import FIRST, LAST, Found, Match, Query, find, instead_of

PAGE_SIZE = 24  # articles; fills rows of two, three and four
WINDOW = 2000  # newest of a part of all articles that are put into another order: no index holds it


def listing(
    params: QueryDict, articles: ArticleQuerySet, counts: Counts | None = None, *, part: int | None = None
) -> Listing:
    """The page of `articles` that a query string asks for.

    `counts` where the caller has them already; `part`: how many these are, where they are not all.
    """
    counts = counts or Counts()
    given = known(params)
    filters = ArticleFilter(given, articles, counts=counts)
    form = filters.form
    if not form.is_valid():
        return Listing(form, [], counts, given, "latest", "")
    asked = form.cleaned_data
    sort, after, query = asked["sort"] or "latest", asked["after"] or None, asked["q"]
    match = _match(query, asked, counts) if query else None
    if match:
        found = find(filters.qs, match, sort=sort, after=after, size=PAGE_SIZE)
    else:
        found = _found(filters.qs, asked, counts, part)
    shown = in_order(found.ids, whole=bool(query))
    _refuse_unknown_provider(form, shown, counts)
    token = found.after.token() if found.after else ""
    nothing = not (shown or after or form.errors)
    better = instead_of(match, given["q"], asked["min_quality"]) if match and nothing else ""
    return Listing(form, shown, counts, given, sort, token, query, found.bounded, better)


def _found(articles: ArticleQuerySet, asked: dict[str, Any], counts: Counts, part: int | None) -> Found:
    """The page in the order of an index, or of a part's newest in one that no index holds."""
    sort, after = asked["sort"] or "latest", asked["after"] or None
    newest = _newest(articles, asked, counts, part)
    filtered = any(asked[name] not in (None, "") for name in ArticleFilter.base_filters)
    windowed = sort != "latest" and (part is not None or filtered)
    if asked["min_quality"] is not None:
        articles = good_enough(articles, asked["min_quality"], few=FEW_IN_WINDOW if windowed else FEW)
    if windowed:
        return page_of_newest(articles, sort, after, newest=newest, size=PAGE_SIZE, window=WINDOW)
    return page(articles, sort, after, newest=newest, size=PAGE_SIZE)


def _newest(articles: ArticleQuerySet, asked: dict[str, Any], counts: Counts, part: int | None) -> str:
    """The column by which the newest are found: of two parts that cross, that of the smaller one.

    The page of a topic or provider is one of them as much as the filters are.
    """
    if "listed_from" not in articles.query.annotations:
        return "live_from"
    about = counts.topics[asked["topic"]][1] if asked["topic"] else part
    other = counts.most_of(asked["provider"]) if asked["provider"] else part
    return "live_from" if other is not None and about is not None and other < about else "listed_from"


def _match(query: Query, asked: dict[str, Any], counts: Counts) -> Match:
    """What the database can look for by itself; the query set of the filters has the last word."""
    labels = []
    if asked.get("topic"):
        labels.append(label("topic", counts.topics[asked["topic"]][0].pk))
    if asked.get("provider") and (provider := counts.provider(asked["provider"])):
        labels.append(label("provider", provider[0].pk))
    first = place(day_start(asked["from"])) if asked.get("from") else FIRST
    last = place(day_start(asked["to"] + timedelta(days=1))) if asked.get("to") else LAST
    return Match(query, tuple(labels), first, last)


def _refuse_unknown_provider(form: ListingForm, page: list[Article], counts: Counts) -> None:
    """Tell a domain that nobody here has from one with nothing to show; asked only when there is nothing."""
    domain = form.cleaned_data.get("provider")
    if domain and not page and not counts.provider(domain):
        named = {name.casefold(): other for other, name, number in counts.largest_providers}
        message = _("No provider here has this domain. An example: %s.")
        form.add_error("provider", message % named.get(domain, "engadget.com"))

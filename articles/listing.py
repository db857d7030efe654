"""From query string to a page of articles, one grammar for pages, feeds and API."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.catalogue import Counts
from articles.catalogue.entries import label, place
from articles.filters import SORTS, ArticleFilter, ListingForm, day_start, known
from articles.models import Article, ArticleQuerySet
from articles.paging import FEW, FEW_IN_WINDOW, ORDERS, good_enough, in_order, page, page_of_newest
from articles.search import FIRST, LAST, Found, Match, Query, find, instead_of
from articles.text.lines import one_line

PAGE_SIZE = 24  # articles; fills rows of two, three and four
UNFILTERING = ("q", "sort", "after")  # parameters that are no filters
WINDOW = 2000  # newest of a part of all articles that are put into another order: no index holds it


class Choice(NamedTuple):
    """Something to press: what it says, the query string behind it, and whether it is in force."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and the form that asked for it; no articles where the form has errors.

    `given` is what the query string said in the names that lists know; `after` the next page's cursor, or "";
    `bounded` says that only the newest matches were put into this order.
    """

    form: ListingForm
    articles: list[Article]
    counts: Counts
    given: dict[str, str]
    sort: str
    after: str
    query: Query | None = None
    bounded: bool = False

    def address(self, **changes: str) -> str:
        """The query string of this list with `changes`, from its first page on; "" takes a name away."""
        values = {**self.given, "after": "", **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def next_address(self) -> str:
        return self.address(after=self.after)

    @property
    def orders(self) -> list[Choice]:
        offered = {sort: name for sort, name in SORTS.items() if sort in ORDERS or self.query}
        return [
            Choice(str(name), self.address(sort=sort), sort == self.sort) for sort, name in offered.items()
        ]

    @property
    def filters(self) -> list[Choice]:
        """The filters in use, each with the list as it is without it."""
        return [
            Choice(
                f"{self.form.fields[name].label}: {self._named(name, value)}",
                self.address(**{name: ""}),
                True,
            )
            for name, value in self.given.items()
            if name not in UNFILTERING
        ]

    def _named(self, name: str, value: str) -> str:
        topic = self.counts.topics.get(value) if name == "topic" else None
        return one_line(topic[0].name) if topic else value

    @property
    def offered(self) -> tuple[tuple[str, str, int], ...]:
        """What the form offers besides providers: topics with their counts."""
        topics = self.counts.topics.items()
        return tuple((slug, topic.name, count) for slug, (topic, count) in topics)

    @property
    def unfiltered(self) -> str:
        return "?" + urlencode({name: value for name, value in self.given.items() if name in ("q", "sort")})

    @property
    def better_words(self) -> str:
        """What to search for instead of words that nobody says, or ""."""
        names = [one_line(topic.name) for topic, _ in self.counts.topics.values()]
        return instead_of(self.query, self.given["q"], names) if self.query and not self.articles else ""

    @property
    def better_words_address(self) -> str:
        return self.address(q=self.better_words)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Which parameter makes no sense, and why."""
        fields = self.form.fields
        return [
            (str(fields[name].label or "") if name in fields else "", str(problem))
            for name, problems in self.form.errors.items()
            for problem in problems
        ]


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
    if query:
        found = find(filters.qs, _match(query, asked, counts), sort=sort, after=after, size=PAGE_SIZE)
    else:
        found = _found(filters.qs, asked, counts, part)
    shown = in_order(found.ids, whole=bool(query))
    _refuse_unknown_provider(form, shown, counts)
    token = found.after.token() if found.after else ""
    return Listing(form, shown, counts, given, sort, token, query, found.bounded)


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
        form.add_error("provider", _("No provider here has this domain. An example: engadget.com."))

"""From query string to a page of articles, one grammar for pages, feeds and API."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Subquery
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.catalogue import Counts
from articles.catalogue.entries import label, place
from articles.cursor import Cursor
from articles.filters import SORTS, ArticleFilter, ListingForm, day_start, known
from articles.models import Article, ArticleQuerySet, RelatedLink, published_cards
from articles.search import FIRST, LAST, Found, Match, Query, find, instead_of
from articles.text.lines import one_line

PAGE_SIZE = 24  # articles; fills rows of two, three and four
ORDERS = {"latest": "live_from", "heat": "heat", "quality": "quality"}
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
    params: QueryDict, articles: ArticleQuerySet, counts: Counts | None = None, *, part: bool = False
) -> Listing:
    """The page of `articles` that a query string asks for.

    `counts` where the caller has them already; `part`: these are not all articles.
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
        match = _match(query, asked, counts)
        found = find(filters.qs, match, sort=sort, after=after, size=PAGE_SIZE)
        page = _in_order(found.ids)
    else:
        part = part or any(name not in UNFILTERING for name in given)
        page, found = _page(filters.qs, sort, after, part=part)
    _refuse_unknown_provider(form, page, counts)
    token = found.after.token() if found.after else ""
    return Listing(form, page, counts, given, sort, token, query, found.bounded)


def _page(
    articles: ArticleQuerySet, sort: str, after: Cursor | None, *, part: bool
) -> tuple[list[Article], Found]:
    """The page in the order of an index, or of a part's newest in one that no index holds."""
    newest = "listed_from" if "listed_from" in articles.query.annotations else "live_from"
    field = newest if sort == "latest" else ORDERS[sort]
    if part and sort != "latest":
        articles = _newest(articles.order_by(f"-{newest}", "-id").values("pk"))
    if after:
        articles = articles.filter(after.beyond(field))
    columns = (field, "id", *({"more"} & articles.query.annotations.keys()))
    rows = list(articles.order_by(f"-{field}", "-id").values_list(*columns)[: PAGE_SIZE + 1])
    cursor = Cursor(sort, *rows[PAGE_SIZE - 1][:2]) if len(rows) > PAGE_SIZE else None
    ids = [row[1] for row in rows[:PAGE_SIZE]]
    return published_cards(ids), Found(ids, cursor, any(row[2:] not in ((), (None,)) for row in rows[:1]))


def _newest(ids: Any) -> ArticleQuerySet:
    """The first of `ids`; `more` is not None where there are others."""
    more = Subquery(ids[WINDOW : WINDOW + 1])
    return Article.objects.filter(pk__in=ids[:WINDOW]).annotate(more=more)


def _in_order(ids: list[int]) -> list[Article]:
    """Found articles in their order, with all that snippets are cut from."""
    whole = Article.objects.published().for_cards().defer(None).defer("secured", "extra", "featured_content")
    counted = whole.filter(pk__in=ids).annotate(reports=RelatedLink.objects.of_each())
    found = {article.pk: article for article in counted}
    return [found[pk] for pk in ids if pk in found]


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

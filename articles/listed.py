"""What lists show and offer: a page of articles, and its query string with changes."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from articles.catalogue import Counts
from articles.filters import SORTS, ListingForm
from articles.models import Article
from articles.paging import ORDERS
from articles.search import Query
from articles.text.lines import one_line

UNFILTERING = ("q", "sort", "after")  # parameters that are no filters


class Choice(NamedTuple):
    """Something to press: what it says, the query string behind it, and whether it is in force."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and the form that asked for it; no articles where the form has errors.

    `given` is what the query string said in the names that lists know; `after` the next page's cursor, or "";
    `bounded` says that only the newest matches were put into this order; `better_words` find something where
    those of the query find nothing, or are "".
    """

    form: ListingForm
    articles: list[Article]
    counts: Counts
    given: dict[str, str]
    sort: str
    after: str
    query: Query | None = None
    bounded: bool = False
    better_words: str = ""

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
    def undated(self) -> str:
        """The query string without the days between which it asked, or "" where it named none."""
        return self.address(**{"from": "", "to": ""}) if self.given.keys() & {"from", "to"} else ""

    @property
    def total(self) -> int | None:
        """How many articles there are where one page holds them all; to count more would take too long."""
        whole = self.form.is_valid() and not self.after and "after" not in self.given
        return len(self.articles) if whole else None

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

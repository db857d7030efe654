"""What a query string of a list may say, checked: filters, order, place."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, Filter, FilterSet

from articles.catalogue import Counts
from articles.cursor import Cursor, read
from articles.models import Article, ArticleQuerySet
from articles.search import LONGEST_QUERY, Query, QueryError, parse
from articles.text.lines import one_line

SORTS = {
    "latest": _("Latest"),
    "relevance": _("Best match"),
    "heat": _("Biggest stories"),
    "quality": _("Highest quality"),
}
DATED = frozenset(["latest"])  # orders whose key is an instant
LARGEST = 2**31 - 1  # what an integer column holds
# Years 1 and 9999 end where a time zone is taken off; no news is that old or that far away.
LONGEST = 300  # characters of a value; a longer one is nobody's
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


def day_start(day: date) -> datetime:
    """The first instant of `day` in the site's time zone."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


class ListingForm(forms.Form):
    """What a query string says beside the filters: the order, and where the page starts."""

    field_order = ("q", "topic", "provider", "from", "to", "min_quality")

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"type": "search", "autocapitalize": "none", "autocomplete": "off"}),
        error_messages={"max_length": _("This is too long. Leave the most telling words.")},
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=SORTS,
        required=False,
        error_messages={
            "invalid_choice": _("There is no such order. Choose latest, relevance, heat or quality.")
        },
    )
    after = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def clean_q(self) -> Query | None:
        try:
            return parse(self.cleaned_data["q"]) if self.cleaned_data["q"] else None
        except QueryError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("from"), values.get("to")
        if first and last and first > last:
            self.add_error("to", _("The last day is before the first. Swap the two?"))
        if values.get("sort") == "relevance" and not values.get("q"):
            values["sort"] = "latest"  # nothing to be relevant to
        if token := values.get("after"):
            values["after"] = self._place(token, values.get("sort") or "latest")
        return values

    def _place(self, token: str, sort: str) -> Cursor | None:
        try:
            cursor = read(token, dated=DATED)
        except ValueError:
            cursor = None
        if cursor is None or cursor.sort != sort:
            self.add_error("after", _("This link into the list is damaged. Start from the first page."))
            return None
        return cursor


class DomainField(forms.CharField):
    """A domain; those that we know are in lower case."""

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").lower()


class DomainFilter(Filter):
    """Compares with a domain."""

    field_class = DomainField


class DayInput(forms.DateInput):
    """A browser's own date field, which holds a date or nothing."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            return None


class TopicFilter(ChoiceFilter):
    """Articles on one of the topics that `choices` offers."""

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        if not value:
            return qs
        topic = self.counts.topics[value][0]
        return qs.checked_for(topic) if self.parent.form.cleaned_data["q"] else qs.about(topic)


class WholeNumberFilter(Filter):
    """Compares with a number that has no fraction."""

    field_class = forms.IntegerField


class DayFilter(DateFilter):
    """Compares an instant with the start of a day in the site's time zone, `days` later."""

    def __init__(self, *args: Any, days: int = 0, **kwargs: Any) -> None:
        super().__init__(
            *args,
            field_name="live_from",
            input_formats=["%Y-%m-%d"],
            validators=DAYS,
            widget=DayInput,
            error_messages={"invalid": _("This is not a date. An example: 2020-11-18.")},
            **kwargs,
        )
        self.days = timedelta(days=days)

    def filter(self, qs: ArticleQuerySet, value: date | None) -> ArticleQuerySet:
        return super().filter(qs, day_start(value + self.days) if value else None)


class ArticleFilter(FilterSet):
    """The filters of every list, under their names in the query string."""

    topic = TopicFilter(
        label=_("Topic"),
        empty_label=_("All topics"),
        error_messages={"invalid_choice": _("There is nothing to read on this topic. Choose another.")},
    )
    provider = DomainFilter(
        label=_("Provider"),
        field_name="provider__domain",
        max_length=253,
        widget=forms.TextInput(
            attrs={"placeholder": "engadget.com", "autocapitalize": "none", "list": "providers"}
        ),
    )
    min_quality = WholeNumberFilter(
        label=_("Lowest quality"),
        field_name="quality",
        lookup_expr="gte",
        min_value=-LARGEST,
        max_value=LARGEST,
    )

    class Meta:
        model = Article
        fields = ()
        form = ListingForm

    def __init__(self, *args: Any, counts: Counts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["topic"].counts = counts
        self.filters["topic"].extra["choices"] = lambda: [
            (slug, f"{one_line(topic.name)} ({count})") for slug, (topic, count) in counts.topics.items()
        ]

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        for name, one in self.filters.items():
            queryset = one.filter(queryset, self.form.cleaned_data.get(name))
        return queryset


# `from` is a word of Python's own, so these two cannot be written into the class.
ArticleFilter.base_filters["from"] = DayFilter(label=_("From"), lookup_expr="gte")
ArticleFilter.base_filters["to"] = DayFilter(label=_("To"), lookup_expr="lt", days=1)


def known(params: QueryDict) -> dict[str, str]:
    """What a query string says in the names that lists know, fit to be shown again."""
    names = (*ArticleFilter.base_filters, *ListingForm.base_fields)
    lines = {name: one_line(params.get(name, "")[:LONGEST]) for name in names}
    return {name: line for name, line in lines.items() if line}

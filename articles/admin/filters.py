"""Filters of lists as controls of one GET form: a choice, a name, a day."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[str, Any]]


class ChoiceFilter(SimpleListFilter):
    """A drop-down list; the empty choice filters nothing."""

    template = "admin/articles/filters/choice.html"
    everything = _("Any")

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in [("", self.everything), *self.lookup_choices]:
            yield {"value": value, "display": label, "selected": value == (self.value() or "")}


class NamedFilter(SimpleListFilter):
    """A text field with suggestions: finds what is called, or begins, as was typed."""

    template = "admin/articles/filters/named.html"
    suggests = ""  # the field of Article whose autocompletion to ask

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return ()

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield {"value": self.value() or "", "suggests": self.suggests}

    def text(self) -> str:
        """What was typed; PostgreSQL takes no NUL."""
        return (self.value() or "").replace("\0", "").strip()


class DayFilter(SimpleListFilter):
    """One end of a span of days, in the site's time zone."""

    template = "admin/articles/filters/day.html"
    lookup = ""
    days = 0  # from the day given to the midnight that counts

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return ()

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield {"value": self.value() or ""}

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not self.value():
            return queryset
        try:
            midnight = datetime.fromisoformat(self.value() or "") + timedelta(days=self.days)
            return queryset.filter(**{f"published_at__{self.lookup}": timezone.make_aware(midnight)})
        except (ValueError, OverflowError) as error:  # a day that no calendar has
            raise IncorrectLookupParameters(error) from error

"""What the list of articles can be filtered by."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.filters import ChoiceFilter, Choices, DayFilter, NamedFilter
from articles.models import ArticleTopic, Image, NameInFiles, Provider, Status, Topic

BANDS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100), (100, None))  # of quality, as collectors score it


class KindFilter(ChoiceFilter):
    """Articles in their own right are what the desk works on; stubs are one choice away."""

    title = _("kind")
    parameter_name = "kind"
    everything = _("Articles")

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return (
            ("stub", _("Stubs: known by others’ coverage only")),
            ("written", _("Written here")),
            ("all", _("Articles and stubs")),
        )

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "all":
            return queryset
        if self.value() == "stub":
            return queryset.stubs()
        filed = queryset.filed()
        return filed.filter(document=None, mention=None) if self.value() == "written" else filed


class StatusFilter(ChoiceFilter):
    """Status, and what published means right now."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return (
            *((value, str(label).capitalize()) for value, label in Status.choices),
            ("scheduled", _("Scheduled")),
            ("over", _("Published, time over")),
        )

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        now = timezone.now()
        if self.value() == "scheduled":
            return queryset.filter(status=Status.PUBLISHED, live_from__gt=now)
        if self.value() == "over":
            return queryset.filter(status=Status.PUBLISHED, live_until__lte=now)
        return queryset.filter(status=self.value()) if self.value() else queryset


class TopicFilter(NamedFilter):
    """By name or slug, else by a part of the name."""

    title = _("topic")
    parameter_name = "topic"
    suggests = "topics"

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not (text := self.text()):
            return queryset
        exact = Topic.objects.filter(Q(key=text.casefold()) | Q(name=text) | Q(slug=text))
        loose = Topic.objects.filter(name__icontains=text)
        topics = exact if exact.exists() else loose
        return queryset.filter(Exists(ArticleTopic.objects.filter(article=OuterRef("pk"), topic__in=topics)))


class ProviderFilter(NamedFilter):
    """By domain or name, else by a part of either."""

    title = _("provider")
    parameter_name = suggests = "provider"

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not (text := self.text()):
            return queryset
        called = Provider.objects.annotate(called=NameInFiles("said"))
        exact = called.filter(Q(domain=text.lower()) | Q(name__iexact=text) | Q(called__iexact=text))
        loose = Provider.objects.filter(Q(domain__icontains=text) | Q(name__icontains=text))
        return queryset.filter(provider__in=exact if exact.exists() else loose)


class FromFilter(DayFilter):
    """Published by the provider on that day or later."""

    title = _("from")
    parameter_name = "from"
    lookup = "gte"


class ToFilter(DayFilter):
    """Published by the provider on that day or earlier."""

    title = _("to")
    parameter_name = "to"
    lookup, days = "lt", 1


class QualityFilter(ChoiceFilter):
    """By bands of the collector's score."""

    title = _("quality")
    parameter_name = "quality"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return [
            (str(low), _("%(low)d or better") % {"low": low} if high is None else f"{low}–{high - 1}")
            for low, high in reversed(BANDS)
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        for low, high in BANDS:
            if self.value() == str(low):
                queryset = queryset.filter(quality__gte=low)
                return queryset.filter(quality__lt=high) if high is not None else queryset
        return queryset


class PictureFilter(ChoiceFilter):
    """By whether and where there is a picture."""

    title = _("picture")
    parameter_name = "picture"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return (("here", _("On this site")), ("elsewhere", _("Elsewhere only")), ("none", _("None")))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        pictures = Image.objects.filter(article=OuterRef("pk"))
        held = Exists(pictures.exclude(renditions={}))
        if self.value() == "here":
            return queryset.filter(held)
        if self.value() == "elsewhere":
            return queryset.filter(Exists(pictures), ~held)
        return queryset.filter(~Exists(pictures)) if self.value() == "none" else queryset


ARTICLE_FILTERS = (
    KindFilter,
    StatusFilter,
    TopicFilter,
    ProviderFilter,
    FromFilter,
    ToFilter,
    QualityFilter,
    PictureFilter,
)

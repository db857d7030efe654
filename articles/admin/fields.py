"""Form fields of the desk: they work without JavaScript, and what was not touched comes back as it was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.images.check import Picture, check
from articles.models import Provider, Topic

EMPTY_ROWS = 2  # for topics to add
SUGGESTED = 500  # topics offered while typing
LINE = forms.Textarea(
    attrs={"rows": 1}
)  # browsers drop line ends from input fields, and some names have them


class DeskForm(forms.ModelForm):
    """A form whose labels stand above their fields, so they need no colon."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **keywords})


class SubjectForm(DeskForm):
    """A form about a provider or a topic, which files may call otherwise."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if (alias := self.instance.alias) and "name" in self.fields:
            told = _("Files call it “%(alias)s” and go on meaning it.") % {"alias": alias}
            self.fields["name"].help_text = told


class MomentField(forms.DateTimeField):
    """A date and time in the site's time zone, to the second.

    `kept` comes back exact when untouched: a form shows neither microseconds nor which of two equal
    hours in autumn is meant.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S")
    kept: datetime | None = None

    def to_python(self, value: Any) -> datetime | None:
        if self.kept and isinstance(value, str):
            shown = timezone.localtime(self.kept).replace(microsecond=0, tzinfo=None)
            try:
                if parse_datetime(value) == shown:
                    return self.kept
            except ValueError:  # not a date at all; the field says so below
                pass
        return super().to_python(value)


class ProviderField(forms.ModelChoiceField):
    """A provider by its domain, or by its name where only one has it; suggests while typing."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"data-suggest": "provider", "autocomplete": "off", "spellcheck": "false"}
        )
        super().__init__(Provider.objects.all(), to_field_name="domain", widget=widget, **options)

    def to_python(self, value: Any) -> Provider | None:
        text = str(value or "").replace("\0", "").strip()
        if not text:
            return None
        found = list(Provider.objects.filter(Q(domain=text.lower()) | Q(name__iexact=text))[:3])
        exact = [provider for provider in found if provider.domain == text.lower()]
        if len(exact or found) != 1:
            raise ValidationError(
                _("“%(text)s” is not one provider. Type its domain, or choose one of the suggestions."),
                code="provider",
                params={"text": text},
            )
        return (exact or found)[0]


class TopicsWidget(forms.Widget):
    """One row per topic: its place and its name. Renumber to reorder; empty a name to remove it."""

    template_name = "admin/articles/widgets/topics.html"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return super().render(name, value, attrs, TemplatesSetting())  # the project's templates, not Django's

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        names = [*map(on_one_line, value or []), *[""] * EMPTY_ROWS]
        context = super().get_context(name, None, attrs)
        context["rows"] = [{"place": place, "name": topic} for place, topic in enumerate(names, 1)]
        context["suggested"] = Topic.objects.values_list("name", flat=True)[:SUGGESTED]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        names, places = data.getlist(name), data.getlist(f"{name}_place")
        places += [""] * (len(names) - len(places))
        rows = [
            (_number(place), row, topic)
            for row, (topic, place) in enumerate(zip(names, places, strict=False))
        ]
        return [topic for _place, _row, topic in sorted(rows) if topic.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class TopicsField(forms.Field):
    """Ordered topics by name. `current` are those that the article has, whose names win over others'."""

    widget = TopicsWidget
    current: Sequence[Topic] = ()

    def clean(self, value: list[str]) -> list[Topic]:
        names = [on_one_line(name) for name in value]
        found = Topic.objects.filter(Q(key__in=[name.casefold() for name in names]) | Q(name__in=names))
        known: dict[str, Topic] = {}
        for topic in [*self.current, *found]:
            known.setdefault(on_one_line(topic.name).casefold(), topic)
        for topic in found:
            known.setdefault(topic.key, topic)
        if unknown := [name for name in names if name.casefold() not in known]:
            raise ValidationError(
                _("There is no topic %(names)s. Choose one that exists, or add it under Topics first."),
                code="topic",
                params={"names": ", ".join(f"“{name}”" for name in unknown)},
            )
        return list(dict.fromkeys(known[name.casefold()] for name in names))


class PictureField(forms.FileField):
    """A picture, checked and decoded: never trusted by its name."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"})

    def clean(self, value: UploadedFile | None, initial: Any = None) -> Picture | None:
        upload = super().clean(value, None)
        return check(upload) if upload else None


def on_one_line(name: str) -> str:
    """A name as a line of a form carries it."""
    return " ".join(name.replace("\0", "").split())


def _number(text: str) -> float:
    """The place that was typed; what is no number goes last."""
    try:
        return float(text)
    except ValueError:
        return float("inf")

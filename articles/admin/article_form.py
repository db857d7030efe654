"""The form of an article: what editors may write, and what happens when two of them write at once."""

from copy import copy
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.admin.fields import LINE, DeskForm, MomentField, ProviderField, TopicsField
from articles.admin.stale import alike, changes_since, first_values, last_change
from articles.curation.edit import EDITABLE, check_span
from articles.models import Article, Change

LISTS = frozenset({"topics", "images"})


class ArticleForm(DeskForm):
    """What `curation.edit` and `curation.write` take; status is no field, it has its buttons."""

    title = forms.CharField(label=_("Headline"), max_length=1000, widget=LINE)
    excerpt = forms.CharField(
        label=_("Excerpt"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the source says it is about, in two or three sentences."),
    )
    provider = ProviderField(
        label=_("Provider"), required=False, help_text=_("Whose article it is: the provider’s domain.")
    )
    published_at = MomentField(
        label=_("Published there"), required=False, help_text=_("When the provider published it.")
    )
    topics = TopicsField(label=_("Topics"), required=False)
    live_from = MomentField(
        label=_("Shown from"),
        required=False,
        help_text=_("Ahead of now: published, but not shown until then."),
    )
    live_until = MomentField(
        label=_("Shown until"), required=False, help_text=_("Empty: for as long as it is published.")
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = (
            "title",
            "excerpt",
            "commentary",
            "web_url",
            "provider",
            "published_at",
            "live_from",
            "live_until",
        )
        widgets = {
            "commentary": forms.Textarea(attrs={"rows": 8}),
            "web_url": forms.URLInput(attrs={"placeholder": "https://"}),
        }

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        article = self.instance
        self.newer: list[Change] = []
        for name in ("published_at", "live_from", "live_until"):
            if name in self.fields:
                cast(MomentField, self.fields[name]).kept = getattr(article, name)
        if "provider" in self.fields:
            self.initial["provider"] = article.provider
        if article.pk:
            self._current_topics = article.ordered_topics
            cast(TopicsField, self.fields["topics"]).current = self._current_topics
            self.initial["topics"] = [topic.name for topic in self._current_topics]
            self.initial["seen"] = last_change(article)

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself, and to write over what somebody else wrote meanwhile."""
        # The parent would have uniqueness and constraints asked for here; curation and the database do.
        self._check_span()
        if self.instance.pk and self.cleaned_data.get("seen") is not None:
            self._check_newer(self.cleaned_data["seen"])
        return self.cleaned_data

    def sent(self) -> dict[str, Any]:
        """The values that were sent along; a field that is not in the request is left alone."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in EDITABLE | {"topics"}
            and not self.fields[name].widget.value_omitted_from_data(self.data, self.files, name)
        }

    def _check_span(self) -> None:
        article = copy(self.instance)
        for name in ("live_from", "live_until"):
            setattr(article, name, self.cleaned_data.get(name, getattr(article, name)))
        try:
            check_span(article)
        except ValidationError as error:
            self.add_error(None, error)

    def _check_newer(self, seen: int) -> None:
        """Keep what others changed where this person left it alone; stop where both wrote something else."""
        self.newer = changes_since(self.instance, seen, EDITABLE | LISTS)
        data = cast(QueryDict, self.data).copy()
        contested = False
        for name, before in first_values(self.newer).items():
            if name not in self.fields or name not in self.cleaned_data:
                continue  # another form's field, or one that is refused anyway
            current = self.initial["topics"] if name == "topics" else getattr(self.instance, name)
            sent = self.cleaned_data[name]
            if alike(sent, before):
                self.cleaned_data[name] = list(self._current_topics) if name == "topics" else current
                self._show(name, current, data)
            else:
                contested |= not alike(sent, current)
        if contested:
            data["seen"] = str(max(change.pk for change in self.newer))
            self.data = data
            message = _("Meanwhile others changed what you changed too, as listed. Check it, and save again.")
            raise ValidationError(message, code="stale")

    def _show(self, name: str, value: Any, data: QueryDict) -> None:
        """Let the form show `value` instead of what was sent."""
        if name == "topics":
            data.setlist("topics", value)
            data.setlist("topics_place", [str(place) for place, _name in enumerate(value, 1)])
            return
        field = self.fields[name]
        data[name] = cast(Any, field.widget).format_value(field.prepare_value(value)) or ""

"""Providers on the desk: who they are, their logos, how much of theirs we have."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.counting import article_counts
from articles.admin.fields import LINE, PictureField, SubjectForm
from articles.admin.onward import say_saved
from articles.curation.edit_provider import add_provider, edit_provider
from articles.models import NameInFiles, Provider
from articles.text.addresses import ascii_host


class ProviderForm(SubjectForm):
    """What editors may say of a provider; its domain only when it is new."""

    new_logo = PictureField(
        label=_("New logo"),
        required=False,
        help_text=_("JPEG, PNG, WebP or GIF; drawn at most 200 pixels wide or high."),
    )
    no_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    class Meta:
        model = Provider
        fields = ("domain", "name", "description")
        widgets = {"name": LINE, "description": forms.Textarea(attrs={"rows": 4})}

    def clean_domain(self) -> str:
        """The domain in the one form in which providers are known."""
        try:
            return ascii_host(self.cleaned_data["domain"])
        except ValueError as error:
            raise ValidationError(_("This is no domain; type it as in news.example.org.")) from error

    def values(self) -> dict[str, Any]:
        """What `curation` writes."""
        values = {name: self.cleaned_data[name] for name in ("name", "description")}
        return values | ({"logo": ""} if self.cleaned_data["no_logo"] else {})


class ProviderAdmin(DeskAdmin):
    """Providers with their counts."""

    form = ProviderForm
    list_display = ("logo_cell", "name", "domain", "article_count", "published_count")
    list_display_links = ("name",)
    search_fields = ("name", "domain", "called")
    search_help_text = _("name, domain, or what files call it")
    ordering = ("name", "id")
    change_form_template = "admin/articles/provider/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: Provider | None = None) -> Any:
        names = ["name", "description", "new_logo", *(["no_logo"] if obj and obj.logo else [])]
        return [(None, {"fields": names if obj else ["domain", *names]})]

    def save_model(self, request: HttpRequest, obj: Provider, form: ProviderForm, change: bool) -> None:
        logo = form.cleaned_data["new_logo"]
        if change:
            say_saved(request, edit_provider(obj, by=request.user, values=form.values(), logo=logo))
            return
        obj.pk = add_provider(obj.domain, by=request.user, values=form.values(), logo=logo).pk
        messages.success(request, _("Provider added."))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Provider]:
        told = {"called": NameInFiles("said"), **article_counts("provider")}
        return super().get_queryset(request).annotate(**told)

    @admin.display(description=_("logo"))
    def logo_cell(self, provider: Provider) -> str:
        return render_to_string("admin/articles/provider/logo.html", {"provider": provider})

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, provider: Any) -> str:
        return render_to_string(
            "admin/articles/count.html",
            {"count": provider.article_count, "query": f"provider={provider.domain}"},
        )

    @admin.display(description=_("shown to readers"), ordering="published_count")
    def published_count(self, provider: Any) -> str:
        return intcomma(provider.published_count)

"""Topics on the desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.counting import number_of
from articles.admin.fields import LINE, SubjectForm
from articles.admin.onward import say_saved
from articles.curation.edit_topic import add_topic, edit_topic, name_taken
from articles.models import Article, ArticleTopic, NameInFiles, Topic
from articles.text.slugs import topic_slug


class TopicForm(SubjectForm):
    """A topic’s name, address and description."""

    slug = forms.SlugField(
        label=_("Slug"),
        required=False,
        max_length=220,
        help_text=_(
            "The end of its address. The old one leads to the new one when it changes. Empty: from the name."
        ),
    )

    class Meta:
        model = Topic
        fields = ("name", "slug", "description")
        widgets = {"name": LINE, "description": forms.Textarea(attrs={"rows": 4})}

    def clean(self) -> dict[str, Any]:
        """Find a slug where none was given, and refuse a name that means another topic."""
        super().clean()
        name = self.cleaned_data.get("name", "")
        if not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = topic_slug(name)
            if name and not self.cleaned_data["slug"]:
                self.add_error("slug", _("The name has no letters for an address; type a slug."))
        if not self.instance.pk and (taken := name_taken(name)):
            self.add_error("name", taken)
        return self.cleaned_data


class TopicAdmin(DeskAdmin):
    """Topics with their counts."""

    form = TopicForm
    fields = ("name", "slug", "description")
    list_display = ("name", "slug", "article_count", "published_count")
    search_fields = ("name", "slug", "called")
    ordering = ("name", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        links = ArticleTopic.objects.filter(topic=OuterRef("pk"), article__slug__isnull=False)
        shown = links.filter(article__in=Article.objects.published())
        counts = {"article_count": number_of(links, "topic"), "published_count": number_of(shown, "topic")}
        return super().get_queryset(request).annotate(**counts, called=NameInFiles("said"))

    def save_model(self, request: HttpRequest, obj: Topic, form: TopicForm, change: bool) -> None:
        values = {name: form.cleaned_data[name] for name in ("name", "slug", "description")}
        if change:
            say_saved(request, edit_topic(obj, by=request.user, values=values))
            return
        obj.pk = add_topic(by=request.user, values=values).pk
        messages.success(request, _("Topic added."))

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, topic: Any) -> str:
        query = {"count": topic.article_count, "query": f"topic={topic.slug}"}
        return render_to_string("admin/articles/count.html", query)

    @admin.display(description=_("shown to readers"), ordering="published_count")
    def published_count(self, topic: Any) -> str:
        return intcomma(topic.published_count)

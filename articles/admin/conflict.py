"""The queue of conflicts: fields that the collector and we both changed, differently."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin
from articles.admin.telling import value_of
from articles.curation.field_names import label_of
from articles.models import Conflict

SHOWN = 160  # characters of a value


class ConflictAdmin(ReadOnlyAdmin):
    """Each conflict leads to the page of its article where both sides can be compared and settled."""

    list_display = ("article_link", "field_name", "theirs", "ours", "run")
    list_display_links = None
    list_select_related = ("article__provider", "run")
    ordering = ("-run", "article", "field")
    heading = _("Conflicts")

    @admin.display(description=_("article"), ordering="article__title")
    def article_link(self, conflict: Conflict) -> str:
        page = reverse("admin:articles_article_collector", args=[conflict.article_id])
        return format_html('<a href="{}" dir="auto">{}</a>', page, conflict.article)

    @admin.display(description=_("field"), ordering="field")
    def field_name(self, conflict: Conflict) -> str:
        return label_of("article", conflict.field)

    @admin.display(description=_("the collector says"))
    def theirs(self, conflict: Conflict) -> str:
        return _short(conflict.field, conflict.upstream)

    @admin.display(description=_("we say"))
    def ours(self, conflict: Conflict) -> str:
        value = getattr(conflict.article, conflict.field)
        return _short(conflict.field, value if value is None or isinstance(value, int) else str(value))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article")


def _short(field: str, value: Any) -> str:
    text = value_of(field, value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"

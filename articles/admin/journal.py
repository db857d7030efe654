"""The journal on the desk: every action of everybody, and what each did to which objects."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.about import Named, about, named
from articles.admin.base import ReadOnlyAdmin
from articles.admin.counting import number_of
from articles.admin.deeds import actor, done_to_many
from articles.admin.history import tell, told_changes
from articles.admin.undoing import can_undo, undo_view
from articles.models import Action, Change

PER_PAGE = 50  # changes


class ActionChangeList(ChangeList):
    """Actions that know their object, where they have only one."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        names = about(self.result_list)
        for action in self.result_list:
            action.about = names.get(action.pk)


class ActionAdmin(ReadOnlyAdmin):
    """Actions, newest first; one action with its changes."""

    list_display = ("when", "who", "what", "object", "reason")
    list_display_links = ("what",)
    list_select_related = ("by", "run")
    date_hierarchy = "at"
    ordering = ("-id",)
    heading = _("Journal")
    change_form_template = "admin/articles/action/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Action]:
        count = number_of(Change.objects.filter(action=OuterRef("pk")), "action")
        return super().get_queryset(request).select_related("by", "run").annotate(count=count)

    @admin.display(description=_("when"), ordering="id")
    def when(self, action: Action) -> str:
        return date_format(timezone.localtime(action.at), "j M Y, H:i")

    @admin.display(description=_("who"), ordering="by__username")
    def who(self, action: Action) -> str:
        return actor(action)

    @admin.display(description=_("what"), ordering="verb")
    def what(self, action: Any) -> str:
        return done_to_many(action, action.count)

    @admin.display(description=_("about"))
    def object(self, action: Any) -> str:
        one: Named | None = getattr(action, "about", None)
        if one is None:
            return ""
        return format_html('<a href="{}" dir="auto">{}</a>', one.url, one.name) if one.url else one.name

    def get_changelist(self, request: HttpRequest, **keywords: Any) -> type[ActionChangeList]:
        return ActionChangeList

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(undo_view)
        return [path("<int:pk>/undo/", undo, name="articles_action_undo"), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Action | None = None) -> Any:
        return ()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **keywords: Any
    ) -> Any:
        """Show what was done instead of a form."""
        action: Any = keywords["obj"]
        page = Paginator(told_changes().filter(action=action), PER_PAGE).get_page(request.GET.get("p"))
        changes = list(page)
        context |= {
            "who": actor(action),
            "what": done_to_many(action, action.count),
            "can_undo": can_undo(request, action),
            "undone_by": list(action.undone_by.all()),
            "page": page,
            "entries": list(zip(named(changes), tell(changes), strict=True)),
        }
        return super().render_change_form(request, context, *rest, **keywords)

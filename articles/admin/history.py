"""What became of one object: its changes from the journal, newest first, in words, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.deeds import actor, done_to_one
from articles.admin.telling import Line, lines_of
from articles.admin.titles import links_in, titles_of
from articles.admin.undoing import Way, ways
from articles.models import Action, Change

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a history: who did what when, why, and to which fields."""

    action: Action
    at: datetime
    who: str
    what: str
    lines: Sequence[Line]
    way: Way | None = None


def tell(changes: Sequence[Change], ways: Mapping[int, Way] | None = None) -> list[Told]:
    """`changes`, with their actions, people and runs at hand, in words; a few queries for the titles in them.

    `ways` leads from each, by id of its action, to undoing it.
    """
    titles = titles_of(links_in(changes))
    return [
        Told(
            action=change.action,
            at=change.action.at,
            who=actor(change.action),
            what=done_to_one(change),
            lines=lines_of(change, titles),
            way=(ways or {}).get(change.action_id),
        )
        for change in changes
    ]


def told_changes() -> QuerySet[Change]:
    """Changes with all that `tell` looks at."""
    return Change.objects.select_related("action__by", "action__run").order_by("-id")


def history_page(
    model_admin: admin.ModelAdmin, request: HttpRequest, object_id: str, extra: dict[str, Any]
) -> HttpResponse:
    """The history of one object of `model_admin`, which names its model in the journal."""
    found = model_admin.get_object(request, unquote(object_id))
    if not model_admin.has_view_or_change_permission(request, found):
        raise PermissionDenied
    if found is None:
        raise Http404(_("There is no such %(name)s.") % {"name": model_admin.opts.verbose_name})
    changes = told_changes().filter(model=model_admin.opts.model_name, object_id=found.pk)
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("p"))
    shown = list(page)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History"),
        "object": found,
        "opts": model_admin.opts,
        "page": page,
        "entries": tell(shown, ways(request, [change.action for change in shown])),
        "preserved_filters": model_admin.get_preserved_filters(request),
        **extra,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/object_history.html", context)

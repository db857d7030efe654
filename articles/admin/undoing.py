"""Undo, as a button: of one action, and of a whole import."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import ngettext

from articles.admin.messages import stayed
from articles.admin.run_actions import RunAction
from articles.curation.permissions import UNDO_ACTION
from articles.curation.undoing import CannotUndoError, undo
from articles.curation.undoing.standing import is_effective, undoings
from articles.importing.lock import ImportRunningError
from articles.importing.undo import undo_import
from articles.models import Action, ImportRun

VIEW_ACTION = "articles.view_action"


def can_undo(request: HttpRequest, action: Action) -> bool:
    """Whether `action` stands, and this person may undo it."""
    return request.user.has_perm(UNDO_ACTION) and is_effective(action)


@dataclass(frozen=True, slots=True)
class Way:
    """From a list to the page of an action: whether to undo it there, or what undid it already."""

    action: Action
    undone_by: int | None
    offered: bool


def ways(request: HttpRequest, actions: Iterable[Action]) -> dict[int, Way]:
    """By its id the way to each of `actions`, in one query; none for who may not look at actions."""
    there = list(actions)
    if not there or not request.user.has_perm(VIEW_ACTION):
        return {}
    may_undo = request.user.has_perm(UNDO_ACTION)
    undone = undoings(min(one.pk for one in there))
    return {one.pk: Way(one, undone.get(one.pk), may_undo and one.pk not in undone) for one in there}


def can_undo_import(request: HttpRequest, actions: Sequence[RunAction]) -> bool:
    """Whether any of the actions of an import can be undone by this person."""
    stands = any(one.undoes is None and one.undoing is None for one in actions)
    return stands and request.user.has_perm(UNDO_ACTION)


def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one action."""
    action = get_object_or_404(Action, pk=pk)
    return _undo(request, lambda: [undo(action, by=request.user)], _page(action))


def undo_import_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo all that an import did."""
    run = get_object_or_404(ImportRun, pk=pk)
    page = reverse("admin:articles_importrun_change", args=[run.pk])
    return _undo(request, lambda: undo_import(run, by=request.user).actions, page)


def _undo(request: HttpRequest, carry_out: Callable[[], list[Action]], otherwise: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm(UNDO_ACTION):
        raise PermissionDenied
    try:
        actions = carry_out()
    except (CannotUndoError, ImportRunningError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(otherwise)
    changed = sum(action.changes.count() for action in actions)
    done = ngettext("%d object changed back.", "%d objects changed back.", changed) % changed
    messages.success(request, done)
    if left := [one for action in actions for one in action.blocked]:
        messages.warning(request, stayed(left))
    return HttpResponseRedirect(_page(actions[-1]))


def _page(action: Action) -> str:
    return reverse("admin:articles_action_change", args=[action.pk])

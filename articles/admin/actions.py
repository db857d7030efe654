"""Decisions about many articles at once, from the list."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from articles.admin.asking import ask_reason
from articles.admin.messages import announce
from articles.admin.verbs import VERBS, Verb
from articles.curation.permissions import ADD_ARTICLE, PUBLISH_ARTICLE, REVIEW_ARTICLE
from articles.models import ArticleQuerySet

# What `ArticleAdmin.has_…_permission` calls them.
DESK_PERMISSION = {PUBLISH_ARTICLE: "publish", REVIEW_ARTICLE: "review", ADD_ARTICLE: "promote"}
BulkAction = Callable[[Any, HttpRequest, ArticleQuerySet], HttpResponse | None]


def bulk_actions() -> list[BulkAction]:
    """All verbs as actions of Django's list; each is shown to those who may."""
    return [_bulk_action(verb) for verb in VERBS.values()]


def _bulk_action(verb: Verb) -> BulkAction:
    def run(
        model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet
    ) -> HttpResponse | None:
        if verb.asks_reason:
            return _with_reason(verb, model_admin, request, articles)
        announce(request, verb, verb.run(articles, by=request.user))
        return None

    run.__name__ = verb.name
    return admin.action(run, description=verb.label, permissions=[DESK_PERMISSION[verb.permission]])


def _with_reason(
    verb: Verb, model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet
) -> HttpResponse | None:
    """First ask why, naming what it is about; then do it."""
    error = ""
    if "reason" in request.POST:
        try:
            announce(request, verb, verb.run(articles, by=request.user, reason=request.POST["reason"]))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            return None
    hidden = [
        ("action", verb.name),
        ("select_across", request.POST.get("select_across", "0")),
        *((ACTION_CHECKBOX_NAME, chosen) for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME)),
    ]
    back = request.get_full_path()
    return ask_reason(model_admin, request, verb, articles, hidden=hidden, back=back, error=error)

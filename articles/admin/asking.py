"""The page between a decision and its deed: how many, which ones, and why."""

from collections.abc import Iterable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.admin.verbs import Verb
from articles.models import ArticleQuerySet

LISTED = 20  # titles named; the rest are counted


def ask_reason(
    model_admin: admin.ModelAdmin,
    request: HttpRequest,
    verb: Verb,
    articles: ArticleQuerySet,
    *,
    hidden: Iterable[tuple[str, str]],
    back: str,
    error: str = "",
) -> HttpResponse:
    """Ask why `verb` shall be done to `articles`. The answer comes to this address, with `hidden` fields."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": verb.label,
        "verb": verb,
        "opts": model_admin.opts,
        "count": articles.count(),
        "articles": articles[:LISTED],
        "hidden": list(hidden),
        "back": back,
        "error": error,
    }
    return TemplateResponse(request, "admin/articles/article/reason.html", context)

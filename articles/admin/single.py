"""One decision about one article, from its page or its row: a POST and back."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.admin.asking import ask_reason
from articles.admin.messages import announce
from articles.admin.verbs import VERBS, Verb
from articles.models import Article


def decide_one(model_admin: admin.ModelAdmin, request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Run the verb `name` on article `pk`; a verb that needs a reason asks for it first."""
    if (verb := VERBS.get(name)) is None:
        raise Http404(_("There is no such decision."))
    if not verb.may(request.user):
        raise PermissionDenied
    articles, back = Article.objects.filter(pk=pk), came_from(request, pk)
    if not articles.exists():
        raise Http404(_("There is no such article."))
    if request.method != "POST" and not verb.asks_reason:
        return HttpResponseNotAllowed(["POST"])
    error = ""
    # A row's button sends no reason at all; the page that it opens asks for one without reproach.
    if request.method == "POST" and (not verb.asks_reason or "reason" in request.POST):
        reason = {"reason": request.POST["reason"]} if verb.asks_reason else {}
        try:
            announce(request, verb, verb.run(articles, by=request.user, **reason))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            return HttpResponseRedirect(back)
    return ask_reason(model_admin, request, verb, articles, hidden=[("next", back)], back=back, error=error)


def run_or_ask(request: HttpRequest, verb: Verb, article: Article, back: str) -> HttpResponse:
    """After saving a form with the button of `verb`: do it, or go and ask why."""
    if not verb.may(request.user):
        raise PermissionDenied
    if verb.asks_reason:
        ask = reverse("admin:articles_article_decide", args=[article.pk, verb.name])
        return HttpResponseRedirect(f"{ask}?{urlencode({'next': back})}")
    articles = Article.objects.filter(pk=article.pk)
    span = _span(articles.get()) if verb.name == "publish" else {}
    announce(request, verb, verb.run(articles, by=request.user, **span))
    return HttpResponseRedirect(back)


def _span(article: Article) -> dict[str, datetime | None]:
    """When to publish: at the time ahead that the form says, else now."""
    if article.live_from is None or article.live_from <= timezone.now():
        return {}
    return {"at": article.live_from, "until": article.live_until}


def came_from(request: HttpRequest, pk: int) -> str:
    """Where the person came from, if that is a page of ours; else the article's own."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:articles_article_change", args=[pk])

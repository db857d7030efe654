"""One article for readers: its page, the way from its former addresses, and what is left when it is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from articles.cursor import Cursor
from articles.models import Article, FormerSlug, prepared
from articles.public import metadata
from articles.public.caching import page
from articles.public.coverage import coverage
from articles.public.indexing import indexing
from articles.public.timeline import timeline

OPEN_REPORTS = 12  # shown at once; a longer list unfolds


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles before and after one in the order of readers' lists."""

    newer: Article | None
    older: Article | None


@page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article that readers may see; staff who may look at articles see any."""
    whole = Article.objects.filed().for_cards().defer(None).defer("secured", "extra")
    found = whole.filter(slug=slug).first()
    if found is None:
        return _from_former_address(request, slug)
    if not _may_see(request, found):
        return _absent(request, found)
    reports, live = coverage(found), found.is_live()
    context = {
        "article": found,
        "live": live,
        "metadata": metadata.of_article(found) if live else None,
        "robots": indexing().article(found),
        "staff": request.user.has_perm("articles.view_article"),
        "reports_shown": (found.published_at, *(report.shown for report in reports)),
        "reports": reports[:OPEN_REPORTS],
        "more_reports": reports[OPEN_REPORTS:],
        "timeline": timeline(found.published_at, [report.published_at for report in reports]),
        "neighbours": neighbours(found),
    }
    return render(request, "articles/article.html", context)


def neighbours(article: Article) -> Neighbours:
    """The published articles next to `article`, in two queries."""
    if article.live_from is None:
        return Neighbours(None, None)
    here = (article.live_from, article.pk, timezone.now())
    newer, older = (
        [Article(slug=slug, title=title) for slug, title in ask(*here)] for ask in (_newer, _older)
    )
    return Neighbours(newer=next(iter(newer), None), older=next(iter(older), None))


@prepared
def _newer(live_from: datetime, pk: int, now: datetime) -> QuerySet[Any, Any]:
    beyond = Q(live_from__gte=live_from) & (Q(live_from__gt=live_from) | Q(id__gt=pk))
    newer = Article.objects.published(now).filter(beyond).order_by("live_from", "id")
    return newer.values_list("slug", "title")[:1]


@prepared
def _older(live_from: datetime, pk: int, now: datetime) -> QuerySet[Any, Any]:
    older = Article.objects.published(now).filter(Cursor("latest", live_from, pk).beyond("live_from"))
    return older.newest_first().values_list("slug", "title")[:1]


def _may_see(request: HttpRequest, article: Article) -> bool:
    return article.is_live() or request.user.has_perm("articles.view_article")


def _from_former_address(request: HttpRequest, slug: str) -> HttpResponse:
    former = FormerSlug.objects.select_related("article").filter(slug=slug).first()
    if former is None:
        raise Http404
    # The new address holds the title's words: it is told only to those who may read the title.
    if not _may_see(request, former.article):
        return _absent(request, former.article)
    return redirect(former.article, permanent=True)


def _absent(request: HttpRequest, article: Article) -> HttpResponse:
    """410 for what readers had, 404 for what they never had; neither says what it was."""
    if not article.is_lost():
        raise Http404
    return render(request, "410.html", status=410)

"""One article for readers: its page, the way from its former addresses, and what is left when it is gone."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.cursor import Cursor
from articles.models import Article, FormerSlug
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
    published = Article.objects.published().only("slug", "title")
    here = Cursor("latest", article.live_from, article.pk)
    newer = Q(live_from__gte=here.key) & (Q(live_from__gt=here.key) | Q(id__gt=here.id))
    return Neighbours(
        newer=published.filter(newer).order_by("live_from", "id").first(),
        older=published.filter(here.beyond("live_from")).newest_first().first(),
    )


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

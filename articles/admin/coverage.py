"""The coverage of one article, a page at a time: to order, hide, reword, add and remove."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.coverage_form import number, refuse_stale, sent_lines
from articles.admin.stale import last_change
from articles.curation.coverage.add import add
from articles.curation.coverage.arrange import arrange
from articles.curation.coverage.remove import remove
from articles.curation.permissions import CHANGE_ARTICLE
from articles.models import Action, Article, RelatedLink

PER_PAGE = 50
FOUND = 10  # articles offered to add


def coverage_page(model_admin: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page of the coverage of article `pk`, or carry out what was pressed on it."""
    article = Article.objects.filter(pk=pk).select_related("provider").first()
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    if article is None:
        raise Http404(_("There is no such article."))
    may_change = request.user.has_perm(CHANGE_ARTICLE)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        return _change(request, article)
    links = _links(article)
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Coverage"),
        "opts": model_admin.opts,
        "article": article,
        "page": page,
        "lines": list(enumerate(page, page.start_index())),
        "may_change": may_change,
        "seen": last_change(article),
        "find": request.GET.get("find", ""),
        "found": _found(article, request.GET.get("find", "")),
    }
    return TemplateResponse(request, "admin/articles/article/coverage.html", context)


def _links(article: Article) -> QuerySet[RelatedLink]:
    """The links with all that their rows show."""
    return (
        article.related_links.select_related(
            "mention__provider", "target__provider", "target__mention", "target__document"
        )
        .defer("target__document__text", "target__body", "target__secured", "target__extra")
        .order_by("position", "id")
    )


def _change(request: HttpRequest, article: Article) -> HttpResponse:
    try:
        action = _asked(request, article)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Saved.") if action.pk else _("Nothing had changed."))
    return HttpResponseRedirect(request.get_full_path())


def _asked(request: HttpRequest, article: Article) -> Action:
    """What was pressed: add, remove, one place up or down, or save."""
    sent = request.POST
    if target := number(sent.get("add")):
        return add(article, _target(target), by=request.user)
    refuse_stale(article, number(sent.get("seen")))
    if link := number(sent.get("remove")):
        return remove(article, {link}, by=request.user)
    return arrange(article, sent_lines(sent), by=request.user)


def _target(pk: int) -> Article:
    if target := Article.objects.filter(pk=pk).first():
        return target
    raise ValidationError(_("That article is gone. Search for another one."))


def _found(article: Article, words: str) -> QuerySet[Article]:
    """Articles and stubs that could be added: all words in the headline, or the slug or address itself."""
    if not (words := words.replace("\0", "").strip()):
        return Article.objects.none()
    in_title = Q()
    for word in words.split():
        in_title &= Q(title__icontains=word)
    exact = Q(slug=words) | Q(web_url=words) | Q(original_url=words)
    candidates = Article.objects.filter(in_title | exact).exclude(pk=article.pk).select_related("provider")
    return candidates.order_by("-published_at", "-id")[:FOUND]

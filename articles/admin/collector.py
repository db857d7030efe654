"""What the collector says of one article beside what we say, field by field, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.history import Told, tell
from articles.admin.messages import stayed, with_undo
from articles.admin.telling import Line, line_of, value_of
from articles.admin.titles import titles_of
from articles.admin.undoing import Way, ways
from articles.curation.field_names import label_of
from articles.curation.permissions import CHANGE_ARTICLE
from articles.curation.reopen import reopen
from articles.curation.upstream import FIELDS, LISTS, STATUS, FieldStory, field_stories, keep, release
from articles.models import Article, Change


@dataclass(frozen=True, slots=True)
class Side:
    """A row of the page: one field, what both sides say where they differ, and the `deeds` to tell of it.

    These are the one of staff that made the difference, with the way to undo it, and the last one.
    """

    story: FieldStory
    label: str
    line: Line | None
    value: str
    deeds: Sequence[Told]
    undo: Way | None


def collector_page(model_admin: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show both sides of article `pk`, or settle the field that was pressed."""
    article = Article.objects.filter(pk=pk).select_related("document", "mention", "provider").first()
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    if article is None:
        raise Http404(_("There is no such article."))
    if request.method == "POST":
        return _settle(request, article)
    sides, may_change = sides_of(request, field_stories(article)), request.user.has_perm(CHANGE_ARTICLE)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("What the collector says"),
        "opts": model_admin.opts,
        "article": article,
        "sides": sides,
        "may_change": may_change,
        "settles": may_change or any(side.undo and side.undo.offered for side in sides),
    }
    return TemplateResponse(request, "admin/articles/article/collector.html", context)


def _settle(request: HttpRequest, article: Article) -> HttpResponse:
    verb = {"release": release, "keep": keep}.get(request.POST.get("do", ""))
    field = request.POST.get("field", "")
    if field == STATUS and verb is release:
        action = reopen(Article.objects.filter(pk=article.pk), by=request.user)
    elif verb and field in FIELDS:
        action = verb(article, [field], by=request.user)
    else:
        raise BadRequest("no such field or decision")
    if action.blocked:
        messages.warning(request, stayed(action.blocked))
        return HttpResponseRedirect(reverse("admin:articles_article_collector", args=[article.pk]))
    done = _("Kept ours.") if verb is keep else _("It follows the collector again.")
    messages.success(request, with_undo(done, action) if action.pk else _("Nothing had changed."))
    return HttpResponseRedirect(reverse("admin:articles_article_collector", args=[article.pk]))


def sides_of(request: HttpRequest, stories: Sequence[FieldStory]) -> list[Side]:
    """Conflicts first, then what differs, then what both say alike."""
    ordered = sorted(stories, key=lambda one: (one.conflict is None, not one.differs))
    told = _told(request, ordered)
    titles = _titles(ordered)
    return [
        Side(
            story=one,
            label=label_of("article", one.name),
            line=line_of("article", one.name, one.theirs, one.ours, titles) if one.differs else None,
            value=_alike(one),
            deeds=[told[change] for change in _worth_telling(one)],
            undo=told[one.by_staff].way if one.by_staff and one.differs else None,
        )
        for one in ordered
    ]


def _worth_telling(story: FieldStory) -> list[Change]:
    ours = story.by_staff if story.differs else None
    return list(dict.fromkeys(change for change in (ours, story.change) if change))


def _told(request: HttpRequest, stories: Sequence[FieldStory]) -> dict[Change, Told]:
    """In words the changes that `stories` name."""
    changes = list({change for one in stories for change in (one.change, one.by_staff) if change})
    return dict(zip(changes, tell(changes, ways(request, [one.action for one in changes])), strict=True))


def _alike(story: FieldStory) -> str:
    if story.name in LISTS and story.name != "topics":
        return str(len(story.ours))
    return value_of(story.name, story.ours)


def _titles(stories: Sequence[FieldStory]) -> dict[int, str]:
    """The titles of articles in coverage that differs."""
    lists = [
        side for one in stories if one.name == "related" and one.differs for side in (one.theirs, one.ours)
    ]
    return titles_of(link for links in lists for link in links)

"""The front page of the desk: how much of what there is, what comes next, what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from articles.admin.about import Named, about
from articles.admin.counting import number_of
from articles.admin.deeds import actor, done_to_many
from articles.admin.run_state import states_of
from articles.models import Action, Article, Change, Conflict, ImportRun, Status

NEXT, RECENT = 8, 8  # rows shown


@dataclass(frozen=True, slots=True)
class Tally:
    """So many articles in one state, and the query string of their list."""

    state: str
    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of late."""

    action: Action
    who: str
    what: str
    about: Named | None


def front_context(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows to this person; a fixed number of queries."""
    if not request.user.has_perm("articles.view_article"):
        return {}
    runs = states_of(list(ImportRun.objects.select_related("by")[:NEXT]))
    return {
        "tallies": tallies(),
        "conflict_count": Conflict.objects.count(),
        "next_articles": next_articles(),
        "deeds": recent_deeds() if request.user.has_perm("articles.view_action") else [],
        "runs": runs if request.user.has_perm("articles.view_importrun") else [],
        "troubled": [run for run in runs if run.needs_attention],
    }


def tallies() -> list[Tally]:
    """Articles per status, and what of the published ones readers do not see yet; stubs."""
    now = timezone.now()
    counted = dict(Article.objects.filed().order_by().values_list("status").annotate(count=Count("pk")))
    rest = Article.objects.aggregate(
        scheduled=Count("pk", filter=Q(status=Status.PUBLISHED, live_from__gt=now)),
        stubs=Count("pk", filter=Q(slug__isnull=True)),
    )
    order = (Status.REVIEW, Status.CANDIDATE, Status.PUBLISHED, Status.WITHDRAWN, Status.REJECTED)
    found = [
        Tally(one.value, str(one.label), counted.get(one.value, 0), f"status={one.value}") for one in order
    ]
    if rest["scheduled"]:
        found.append(Tally("scheduled", gettext("scheduled"), rest["scheduled"], "status=scheduled"))
    return [*found, Tally("stub", gettext("stubs"), rest["stubs"], "kind=stub")]


def next_articles() -> Sequence[Article]:
    """What to look at first: what colleagues sent to review, then the best leads among candidates."""
    waiting = Article.objects.filed().for_cards().defer("body", "secured", "extra")
    review = list(waiting.filter(status=Status.REVIEW).order_by("-published_at", "-id")[:NEXT])
    leads = waiting.filter(status=Status.CANDIDATE).order_by("-heat", "-id")[:NEXT]
    return [*review, *leads][:NEXT]


def recent_deeds() -> list[Deed]:
    """What was done last, by whom."""
    count = number_of(Change.objects.filter(action=OuterRef("pk")), "action")
    actions = list(Action.objects.select_related("by", "run").annotate(count=count)[:RECENT])
    names = about(actions)
    return [
        Deed(action, actor(action), done_to_many(action, action.count), names.get(action.pk))
        for action in actions
    ]

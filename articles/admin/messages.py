"""What the desk says after a decision: how many, and which ones stayed as they were and why."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.verbs import Verb
from articles.models import Action

NAMED = 5  # titles per reason; more are counted


def announce(request: HttpRequest, verb: Verb, action: Action) -> None:
    """Tell the person who asked for `action` what came of it."""
    done = action.changes.count() if action.pk else 0
    if done:
        messages.success(request, with_undo(verb.done % done, action))
    if action.blocked:
        messages.warning(request, stayed(action.blocked))
    if not done and not action.blocked:
        messages.info(request, _("Nothing to do: that was decided already."))


def with_undo(done: str, action: Action) -> SafeString:
    """`done` with the way to what `action` did, where it can be undone."""
    page = reverse("admin:articles_action_change", args=[action.pk])
    return format_html('{} <a href="{}">{}</a>', done, page, _("See or undo it"))


def stayed(blocked: list[dict[str, str]]) -> SafeString:
    """How many stayed as they are, which, and why."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in blocked:
        by_reason[one["why"]].append(one["title"])
    count = ngettext("%d stays as it is:", "%d stay as they are:", len(blocked)) % len(blocked)
    reasons = ((_titles(titles), why) for why, titles in by_reason.items())
    return format_html("{} {}", count, format_html_join("; ", "{} ({})", reasons))


def _titles(titles: list[str]) -> str:
    named = ", ".join(_("“%(title)s”") % {"title": title} for title in titles[:NAMED])
    more = len(titles) - NAMED
    return (
        named
        if more <= 0
        else ngettext("%(named)s and %(more)d more", "%(named)s and %(more)d more", more)
        % {
            "named": named,
            "more": more,
        }
    )

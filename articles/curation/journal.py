"""The one way into the journal: an action with what it changed, in two statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.catalogue import refresh
from articles.models import Action, Article, Change, ImportRun
from articles.rows import insert, one_of

# What readers see of an article, on its page or in lists. Heat and quality only decide its place.
SEEN = frozenset(
    {
        *("slug", "title", "excerpt", "commentary", "body", "featured_content", "published_at", "provider"),
        *("web_url", "original_url", "topics", "images", "related"),
        *("decision", "flagged", "live_from", "live_until"),
    }
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One object as an action changed it: `fields` is {field: [before, after]}, JSON-able."""

    model: str
    object_id: int
    fields: dict[str, list[Any]] = field(default_factory=dict)
    kind: str = Change.Kind.CHANGED


def deleted(model: str, object_id: int, snapshot: Mapping[str, Any]) -> Changed:
    """An object that goes, with all that brings it back."""
    fields = {name: [value, None] for name, value in snapshot.items()}
    return Changed(model, object_id, fields, kind=Change.Kind.DELETED)


def record(
    verb: str,
    changes: Iterable[Changed],
    *,
    by: User | None = None,
    run: ImportRun | None = None,
    reason: str = "",
    blocked: Sequence[dict[str, Any]] = (),
    at: datetime | None = None,
) -> Action:
    """Journal `changes` as one action. With nothing to record the action comes back unsaved."""
    action = Action(verb=verb, by=by, run=run, reason=reason, blocked=list(blocked), at=at or timezone.now())
    if changes := list(changes):
        action.save()
        append(action, changes)
    return action


def append(action: Action, changes: Sequence[Changed]) -> None:
    """Add `changes` to a saved action, and note on articles that readers see a difference."""
    rows = ((action.pk, one.model, one.object_id, one.kind, one.fields) for one in changes)
    insert(Change, ("action_id", "model", "object_id", "kind", "fields"), rows)
    seen = [one.object_id for one in changes if one.model == "article" and not SEEN.isdisjoint(one.fields)]
    Article.objects.filter(one_of("id", seen)).update(changed_at=timezone.now())
    refresh()  # whoever writes articles comes past here, so readers find them as they are now

"""What changes and actions are about: the names of their objects, in a few queries for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from articles.curation.field_names import MODELS
from articles.models import Action, Change


@dataclass(frozen=True, slots=True)
class Named:
    """An object as people know it; `url` is "" for what is gone."""

    name: str
    url: str


def named(changes: Sequence[Change]) -> list[Named]:
    """The object of each of `changes`."""
    found: dict[tuple[str, int], str] = {}
    for label, model in MODELS.items():
        ids = [change.object_id for change in changes if change.model == label]
        rows = model._default_manager.only("title" if label == "article" else "name").in_bulk(ids)
        found |= {(label, pk): str(row) for pk, row in rows.items()}
    return [_named(change, found.get((change.model, change.object_id))) for change in changes]


def about(actions: Iterable[Action]) -> dict[int, Named]:
    """By id of an action the object that it changed, where that is a single one."""
    singles = [action.pk for action in actions if getattr(action, "count", 0) == 1]
    changes = list(Change.objects.filter(action__in=singles))
    return {change.action_id: name for change, name in zip(changes, named(changes), strict=True)}


def _named(change: Change, name: str | None) -> Named:
    if name is not None:
        return Named(name, reverse(f"admin:articles_{change.model}_change", args=[change.object_id]))
    last = change.fields.get("title") or change.fields.get("name") or [None]
    return Named(str(last[0] or f"{change.model} {change.object_id}"), "")

"""Which actions stand, and which are undone."""

from collections.abc import Iterable

from articles.models import Action


def undoings(since: int) -> dict[int, int]:
    """By id of each action from the id `since` on that is undone the id of what undid it; one query."""
    return undone_among(Action.objects.filter(undoes__gte=since).values_list("pk", "undoes_id"))


def undone_among(actions: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """The same of `actions`, each with what it undoes, by their ids.

    Undoing comes after what it undoes: from the latest on, each that is not undone undoes its own.
    """
    undone: dict[int, int] = {}
    for pk, target in sorted(actions, reverse=True):
        if target and pk not in undone:
            undone[target] = pk
    return undone


def is_effective(action: Action) -> bool:
    """Whether `action` stands: no undoing of it does."""
    return action.pk not in undoings(action.pk)

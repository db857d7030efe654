"""Which actions stand, and which are undone."""

from articles.models import Action


def undoings(since: int) -> dict[int, int]:
    """By id of each action from the id `since` on that is undone the id of what undid it; one query.

    Undoing comes after what it undoes: from the latest on, each that is not undone undoes its own.
    """
    undone: dict[int, int] = {}
    pairs = Action.objects.filter(undoes__gte=since).order_by("-pk").values_list("pk", "undoes_id")
    for pk, target in pairs:
        if pk not in undone:
            undone[target] = pk
    return undone


def is_effective(action: Action) -> bool:
    """Whether `action` stands: no undoing of it does."""
    return action.pk not in undoings(action.pk)

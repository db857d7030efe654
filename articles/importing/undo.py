"""Undo an import run: everything it changed, where it still stands."""

from dataclasses import dataclass

from articles.curation.permissions import Person
from articles.curation.undoing import CannotUndoError, undo
from articles.importing.lock import import_lock
from articles.models import Action, ImportRun


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a run came to: the objects changed back, and what was left with the reason."""

    actions: list[Action]

    @property
    def changed(self) -> int:
        return sum(action.changes.count() for action in self.actions)

    @property
    def left(self) -> list[dict[str, str]]:
        return [one for action in self.actions for one in action.blocked]


def undo_import(run: ImportRun, *, by: Person) -> Undone:
    """Reverse what `run` did, the last of its actions first.

    Raises CannotUndoError where there is nothing to undo, ImportRunningError while an import runs.
    """
    with import_lock():
        actions = list(run.actions.filter(undoes=None).order_by("-id"))
        if not actions:
            raise CannotUndoError(f"Import {run.pk} changed nothing.")
        return Undone([undo(action, by=by) for action in actions])

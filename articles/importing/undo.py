"""Undo an import run: everything it changed, where it still stands."""

from dataclasses import dataclass

from django.db import transaction

from articles.curation.permissions import Person
from articles.curation.undoing import CannotUndoError, undo
from articles.curation.undoing.standing import is_effective
from articles.importing.lock import import_lock
from articles.models import Action, ImportRun


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a run came to: the objects changed back, and what was left with the reason."""

    actions: list[Action]

    @property
    def changed(self) -> int:
        return sum(action.changes.count() for action in self.actions)

    def as_text(self) -> str:
        """What was left and why, a line each, then the sums."""
        lines = [f"Left as it is: {one['title']} ({one['why']})" for one in self.left]
        objects = "article, provider or topic" if self.changed == 1 else "articles, providers and topics"
        left = "left as it is" if len(self.left) == 1 else "left as they are"
        sums = f"Undone: {self.changed:,} {objects} changed back, {len(self.left):,} {left}."
        return "\n".join([*lines, sums])

    @property
    def left(self) -> list[dict[str, str]]:
        return [one for action in self.actions for one in action.blocked]


def undo_import(run: ImportRun, *, by: Person) -> Undone:
    """Reverse what stands of what `run` did, the last of its actions first.

    Raises CannotUndoError where there is nothing to undo, ImportRunningError while an import runs.
    """
    with import_lock(), transaction.atomic():
        actions = list(run.actions.filter(undoes=None).order_by("-id"))
        if not actions:
            raise CannotUndoError(f"Import {run.pk} changed nothing.")
        standing = [action for action in actions if is_effective(action)]
        return Undone([undo(action, by=by) for action in standing or actions])

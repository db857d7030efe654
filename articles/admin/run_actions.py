"""What imports did, action by action, and which of it was undone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.admin.deeds import person
from articles.curation.undoing.standing import undone_among
from articles.models import Action, ImportRun


@dataclass(slots=True)
class RunAction:
    """One action of an import, or an undoing of one; `undoing` undid it and stands."""

    action: Action
    undoes: "RunAction | None" = None
    undoing: "RunAction | None" = None

    @property
    def who(self) -> str:
        return person(self.action)

    @property
    def name(self) -> str:
        """What its changes are."""
        if self.undoes is None:
            return _("articles withdrawn") if self.action.verb == "withdraw" else _("what it changed")
        return _("undone") if self.undoes.undoes is None else _("the undoing undone")


def actions_of(runs: Iterable[ImportRun]) -> dict[int, list[RunAction]]:
    """The actions of each of `runs` by its id, oldest first, in one query."""
    rows = Action.objects.filter(run__in=[run.pk for run in runs]).select_related("by").order_by("id")
    found: dict[int, RunAction] = {}
    by_run: dict[int, list[RunAction]] = defaultdict(list)
    for row in rows.defer("blocked", "reason"):
        one = found[row.pk] = RunAction(row, found.get(row.undoes_id or 0))
        by_run[row.run_id or 0].append(one)
    undone = undone_among((pk, one.action.undoes_id) for pk, one in found.items())
    for target, undoing in undone.items():
        found[target].undoing = found[undoing]
    return by_run


def undoing_of(actions: Iterable[RunAction]) -> RunAction | None:
    """The last undoing that stands of an import with these actions, if nothing that it did does."""
    undoings = [one.undoing for one in actions if one.undoes is None]
    return undoings[-1] if undoings and all(undoings) else None

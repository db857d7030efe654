"""What imports did, action by action, and which of it was undone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.admin.deeds import person
from articles.models import Action, ImportRun


@dataclass(slots=True)
class RunAction:
    """One action of an import, or an undoing of one; with what undid it, oldest first."""

    action: Action
    undoes: "RunAction | None" = None
    undone_by: list["RunAction"] = field(default_factory=list)

    @property
    def undoing(self) -> "RunAction | None":
        """What undid it and stands."""
        return next((one for one in self.undone_by if one.undoing is None), None)

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
        if one.undoes:
            one.undoes.undone_by.append(one)
        by_run[row.run_id or 0].append(one)
    return by_run


def undoing_of(actions: Iterable[RunAction]) -> RunAction | None:
    """The last undoing that stands of an import with these actions, if nothing that it did does."""
    undoings = [one.undoing for one in actions if one.undoes is None]
    return undoings[-1] if undoings and all(undoings) else None

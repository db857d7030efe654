"""How imports went, in one word and a few numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.admin.run_actions import RunAction, actions_of, undoing_of
from articles.importing.ending import KILLED
from articles.importing.lock import import_is_running
from articles.models import ImportRun


@dataclass(frozen=True, slots=True)
class RunState:
    """`run` with its report at hand; `state` is "clean", "partly", "running", "broken" or "undone"."""

    run: ImportRun
    state: str
    report: dict[str, Any]
    actions: list[RunAction]

    @property
    def word(self) -> str:
        words = {
            "clean": _("complete"),
            "partly": _("files left out"),
            "running": _("running"),
            "broken": _("broken off"),
            "undone": _("undone"),
        }
        return words[self.state]

    @property
    def stopped(self) -> str:
        """Why it broke off."""
        return str(self.report.get("stopped", ""))

    @property
    def rolled_back(self) -> bool:
        """Whether nothing of it was kept when it broke off."""
        return bool(self.stopped and self.run.options.get("all_or_nothing"))

    @property
    def undoing(self) -> RunAction | None:
        return undoing_of(self.actions)

    @property
    def needs_attention(self) -> bool:
        return self.state in ("partly", "broken")

    @property
    def sources(self) -> str:
        return ", ".join(str(source) for source in self.run.sources)

    @property
    def seconds(self) -> float:
        return float(self.report.get("seconds", 0))


def state_of(run: ImportRun) -> RunState:
    """How `run` went."""
    return states_of([run])[0]


def states_of(runs: Sequence[ImportRun]) -> list[RunState]:
    """How each of `runs` went, in a fixed number of queries."""
    _look_again(runs)
    actions = actions_of(runs)
    return [_state(run, actions.get(run.pk, [])) for run in runs]


def _look_again(runs: Sequence[ImportRun]) -> None:
    """Say of unfinished runs that nobody carries on that they broke off, unless they ended since."""
    if all(run.finished_at for run in runs):
        return
    running = _running()
    dead = [run for run in runs if run.finished_at is None and run.pk != running]
    now = ImportRun.objects.in_bulk([run.pk for run in dead])
    for run in dead:
        run.finished_at, run.report = now[run.pk].finished_at, now[run.pk].report
        if run.finished_at is None:
            run.report = {**run.report, "stopped": KILLED}


def _running() -> int | None:
    """The only run that may be going on: the newest, while somebody holds the lock."""
    return ImportRun.objects.values_list("pk", flat=True).first() if import_is_running() else None


def _state(run: ImportRun, actions: list[RunAction]) -> RunState:
    report = run.report if isinstance(run.report, dict) else {}
    if undoing_of(actions):
        state = "undone"
    elif report.get("stopped"):
        state = "broken"
    elif run.finished_at is None:
        state = "running"
    else:
        state = "partly" if report.get("problems") else "clean"
    return RunState(run, state, report, actions)

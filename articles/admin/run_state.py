"""How an import went, in one word and a few numbers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ImportRun

STALLED_AFTER = timedelta(hours=6)  # no import takes as long; it was killed


@dataclass(frozen=True, slots=True)
class RunState:
    """`run` with its report at hand; `state` is "clean", "partly", "running" or "broken"."""

    run: ImportRun
    state: str
    report: dict[str, Any]

    @property
    def word(self) -> str:
        words = {
            "clean": _("complete"),
            "partly": _("files left out"),
            "running": _("running"),
            "broken": _("broken off"),
        }
        return words[self.state]

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
    """Read the report of `run`, once."""
    report = run.report if isinstance(run.report, dict) else {}
    if run.finished_at is None:
        state = "broken" if timezone.now() - run.started_at > STALLED_AFTER else "running"
    else:
        state = "partly" if report.get("problems") else "clean"
    return RunState(run, state, report)

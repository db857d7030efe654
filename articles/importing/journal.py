"""The journal of one run: a single action, opened by the first change."""

from collections.abc import Sequence

from articles.curation.journal import Changed, append
from articles.models import Action, ImportRun


class RunJournal:
    """Collects what the batches of `run` changed."""

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._action: Action | None = None

    def add(self, changes: Sequence[Changed]) -> None:
        """Journal the changes of one batch, within its transaction."""
        if not changes:
            return
        if self._action is None:
            self._action = Action.objects.create(verb="import", run=self._run, by=self._run.by)
        append(self._action, changes)

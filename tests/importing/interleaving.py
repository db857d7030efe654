"""What state machines of imports share: a folder that a collector rewrites, and a database that forgets."""

import os
import shutil
import tempfile
from pathlib import Path

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from articles.importing.report import Report
from articles.importing.run import Options, import_seeds
from tests.seeds import write_seeds

INTERLEAVINGS = int(os.environ.get("IMPORT_INTERLEAVINGS", "25"))


class Interleaving(RuleBasedStateMachine):
    """One example: its folder and its rows are gone afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    def import_files(self, contents: dict[str, bytes]) -> Report:
        """Import one file for each name, without problems."""
        files = {f"2024-05-01-{name}.md": content for name, content in contents.items()}
        report = import_seeds([write_seeds(self.folder, files)], Options())
        assert report.problems == []
        return report


def run_interleavings(machine: type[Interleaving], *, steps: int) -> None:
    how = settings(
        max_examples=INTERLEAVINGS,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)

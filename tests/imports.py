"""What tests of imports share: a folder to import from, and the statements that a run writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.report import Report
from articles.importing.run import Options, import_seeds
from tests.seeds import write_seeds

Import = Callable[..., Report]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Import `files` (name → bytes) as the present state of one folder."""

    def run(files: dict[str, bytes], *, folder: str = "seeds", **options: object) -> Report:
        return import_seeds([write_seeds(tmp_path / folder, files)], Options(**options))

    return run


def statements_of(action: Callable[[], object]) -> list[str]:
    """The statements of `action` that write."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        action()
    writing = ("INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in queries if query["sql"].startswith(writing)]

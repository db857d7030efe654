"""How far an import is, where somebody watches."""

import io
import sys

import pytest

from articles.importing.progress import progress_shown
from articles.importing.run import no_progress


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_stage_number_and_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with progress_shown() as progress:
        progress("articles", 50, 200)
    shown = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert "articles" in shown
    assert "50/200" in shown
    assert "a second" in shown


def test_nobody_sees_anything_elsewhere() -> None:
    with progress_shown() as progress:
        assert progress is no_progress

"""How far an import is, where somebody watches."""

import io
import sys
from pathlib import Path

import pytest

from articles.importing.progress import Rate, no_progress, progress_shown
from articles.importing.run import Options, import_seeds
from tests.hostile.archives import packed
from tests.seeds import seed, write_seeds


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


def test_the_rate_counts_from_the_beginning_of_its_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("articles.importing.progress.monotonic", lambda: now)
    rate = Rate()
    assert rate.after("reading", 0) == ""
    now = 102.0
    assert rate.after("reading", 600) == "300 a second"
    now = 107.0
    assert rate.after("articles", 500) == "100 a second"
    now = 112.0
    assert rate.after("articles", 2_000) == "200 a second"


def test_nobody_sees_anything_elsewhere() -> None:
    with progress_shown() as progress:
        assert progress is no_progress


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_reading_and_writing_are_told_to_their_end(kind: str, tmp_path: Path) -> None:
    files = {f"2024-05-01-{number:03}.md": seed() for number in range(530)} | {"bad.md": b""}
    told: list[tuple[str, int, int]] = []
    folder = write_seeds(tmp_path / "in", files)
    path = folder if kind == "folder" else str(packed(tmp_path / "a.zip", files))
    import_seeds([path], Options(), progress=lambda *step: told.append(step))
    reading = [("reading", done, 531) for done in (*range(100, 501, 100), 531)]
    assert told == [*reading, ("articles", 500, 530), ("articles", 530, 530)]

"""Whatever ends an import, its record says so: that it broke off, why, and how far it came."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from articles.importing import run as running
from articles.importing.ending import KILLED
from articles.importing.lock import import_is_running, import_lock
from articles.importing.run import Options, import_seeds
from articles.models import Article, ImportRun
from tests.seeds import seed, write_seeds

pytestmark = pytest.mark.django_db(transaction=True)
FILES = 510  # two batches


@pytest.fixture
def folder(tmp_path: Path) -> str:
    files = {f"2024-05-01-{number:03}.md": seed(f"Article {number}") for number in range(FILES)}
    return write_seeds(tmp_path / "in", files | {"bad.md": b""})


def stop_after_a_batch(error: BaseException) -> Any:
    """A progress that ends the run in its midst."""

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "articles":
            raise error

    return progress


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (KeyboardInterrupt(), "interrupted"),
        (OperationalError("disk is\n  full"), "disk is full"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_what_ends_a_run_stands_in_its_report(folder: str, error: BaseException, why: str) -> None:
    with pytest.raises(type(error)):
        import_seeds([folder], Options(), progress=stop_after_a_batch(error))
    run = ImportRun.objects.get()
    assert run.finished_at
    told = {name: run.report[name] for name in ("run", "stopped", "files", "created", "rejected")}
    assert told == {"run": run.pk, "stopped": why, "files": 511, "created": 500, "rejected": 1}
    assert run.report["seconds"] > 0
    assert [one["code"] for one in run.report["problems"]] == ["empty"]


def test_a_run_that_was_rolled_back_counts_nothing_as_done(folder: str) -> None:
    (Path(folder) / "bad.md").unlink()
    with pytest.raises(KeyboardInterrupt):
        import_seeds([folder], Options(all_or_nothing=True), progress=stop_after_a_batch(KeyboardInterrupt()))
    assert not Article.objects.exists()
    report = ImportRun.objects.get().report
    assert (report["stopped"], report["files"], report["created"]) == ("interrupted", FILES, 0)


def test_a_database_that_does_not_answer_hides_not_why(
    folder: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: Any, **_keywords: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(ImportRun, "save", refuse)
    monkeypatch.setattr(running, "_start", lambda *_: ImportRun.objects.bulk_create([ImportRun()])[0])
    with pytest.raises(KeyboardInterrupt):
        import_seeds([folder], Options(), progress=stop_after_a_batch(KeyboardInterrupt()))
    assert "could not be recorded: gone" in caplog.text


def test_the_next_import_says_of_a_killed_one_that_it_broke_off(folder: str) -> None:
    killed = ImportRun.objects.create()
    done = ImportRun.objects.create(finished_at="2024-05-01T12:00:00Z", report={"files": 1})
    import_seeds([folder], Options(dry_run=True))
    killed.refresh_from_db()
    assert killed.finished_at is None
    import_seeds([folder], Options())
    for run in (killed, done):
        run.refresh_from_db()
    assert killed.finished_at
    assert killed.report == {"stopped": KILLED}
    assert done.report == {"files": 1}
    assert "stopped" not in ImportRun.objects.first().report


def test_whether_an_import_runs_can_be_asked_from_elsewhere() -> None:
    assert not import_is_running()
    with import_lock():
        assert import_is_running()
    assert not import_is_running()

"""`manage.py import_seeds`: what it prints and how it exits."""

import errno
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError

from articles.importing.lock import import_lock
from articles.importing.spool import Place, Spool
from articles.models import Article, ImportRun
from tests.people import managers
from tests.processes import finish, start
from tests.seeds import entry, seed, write_seeds

pytestmark = pytest.mark.django_db
KEYS = [
    "run",
    "dry_run",
    "files",
    "created",
    "updated",
    "unchanged",
    "skipped",
    "rejected",
    "conflicts",
    "missing",
    "articles",
    "related_links",
    "providers_updated",
    "repairs",
    "seconds",
    "problems",
    "notes",
]


def run(*args: str) -> tuple[int, str]:
    """Exit status and standard output of the command."""
    output = io.StringIO()
    try:
        call_command("import_seeds", *args, stdout=output, stderr=io.StringIO())
    except SystemExit as stop:
        return int(stop.code or 0), output.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, output.getvalue()


def report(*args: str) -> dict[str, Any]:
    return json.loads(run(*args, "--report", "json")[1])


def test_a_clean_import_exits_with_0_and_tells_the_sums(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", {"a.md": seed("A", related=[entry("B")])})
    status, output = run(folder)
    assert status == 0
    assert "1 file: 1 created, 0 updated, 0 unchanged.\nIt holds 1 article and 1 related link." in output


def test_the_json_report_has_its_documented_keys(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", {"a.md": seed("A"), "bad.md": b"no front matter"})
    said = report(folder)
    assert list(said) == KEYS
    assert said["run"] == ImportRun.objects.get().pk
    assert said["files"] == said["created"] + said["rejected"] == 2
    [problem] = said["problems"]
    assert list(problem) == ["path", "line", "field", "code", "message"]
    assert problem["path"] == f"{folder}/bad.md"
    assert ImportRun.objects.get().report == said


def test_a_file_left_out_makes_the_exit_status_1_and_is_named_with_its_line(tmp_path: Path) -> None:
    folder = write_seeds(
        tmp_path / "in", {"a.md": seed("A"), "b.md": seed("B", publishedDateTime="2020-13-45")}
    )
    status, output = run(folder)
    assert status == 1
    assert f"{folder}/b.md:4: bad-date: publishedDateTime" in output
    assert Article.objects.get().title == "A"


def test_all_or_nothing_writes_nothing_where_there_is_a_problem(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", {"a.md": seed("A"), "b.md": b"---\n---\n"})
    status, output = run(folder, "--all-or-nothing")
    assert (status, Article.objects.count(), ImportRun.objects.count()) == (1, 0, 0)
    assert "Nothing written" in output


def test_all_or_nothing_writes_all_where_there_is_none(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", {"a.md": seed("A"), "b.md": seed("B")})
    assert run(folder, "--all-or-nothing")[0] == 0
    assert Article.objects.count() == 2


def test_a_path_that_is_not_there_exits_with_2(tmp_path: Path) -> None:
    status, message = run(str(tmp_path / "nowhere"))
    assert status == 2
    assert "no such file or folder" in message


@pytest.mark.django_db(transaction=True)
def test_a_second_import_at_the_same_time_exits_with_2(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", {"a.md": seed("A")})
    with import_lock():
        status, _, errors = finish(start("import_seeds", folder))
    assert status == 2
    assert "Another import is running" in errors
    assert finish(start("import_seeds", folder))[0] == 0


def test_a_document_on_standard_input_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(seed("A"))))
    assert run("-")[0] == 0
    assert Article.objects.get().title == "A"


def test_without_repair_broken_text_stays(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", {"2024-05-01-a.md": seed("Itâ€™s")})
    assert report(folder, "--no-repair")["repairs"] == 0
    assert Article.objects.get().title == "Itâ€™s"
    assert report(folder)["repairs"] == 1
    assert Article.objects.get().title == "It’s"


def test_equal_notes_are_told_once_in_the_text_form(tmp_path: Path) -> None:
    files = {f"{n}.md": seed(f"A{n}", ampWebUrl="javascript:alert(1)") for n in range(3)}
    output = run(write_seeds(tmp_path / "in", files))[1]
    assert output.count("dropped-item") == 1
    assert "(and 2 times more)" in output


def test_the_text_form_sums_up_the_worst_first(tmp_path: Path) -> None:
    files = {
        "a.md": seed("A"),
        "b.md": b"",
        "c.md": b"",
        "d.md": b"---\n",
        "e.md": seed("E", published="maybe"),
    }
    lines = run(write_seeds(tmp_path / "in", files))[1].splitlines()
    assert [line.split(": ")[1] for line in lines[:4]] == ["empty", "empty", "unterminated", "bad-type"]
    assert lines[5:7] == [
        "4 problems: 2 empty, 1 unterminated, 1 bad-type.",
        "5 files: 1 created, 0 updated, 0 unchanged, 4 rejected.",
    ]


def test_a_path_that_is_not_there_is_named_as_a_terminal_may_show_it(tmp_path: Path) -> None:
    status, message = run(f"{tmp_path}/no\n\x1b[31m")
    assert (status, message.splitlines()) == (2, [message])
    assert r"/no\x0a\x1b[31m: no such file or folder" in message


def test_the_name_of_a_source_can_be_kept_whatever_bytes_it_was_given_in(tmp_path: Path) -> None:
    assert run(write_seeds(tmp_path / "in", {"a.md": seed("A")}), "--source", "Site \udcff")[0] == 0
    assert ImportRun.objects.get().sources == ["Site \\udcff"]


def test_a_disk_that_is_full_while_files_are_read_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(spool: Spool, record: object) -> Place:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Spool, "add", full)
    status, message = run(write_seeds(tmp_path / "in", {"a.md": seed("A")}))
    assert status == 2
    assert "No space left on device" in message


def test_managers_are_told_of_an_import_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, mailoutbox: list[Any]
) -> None:
    def gone(*args: object, **options: object) -> None:
        raise OperationalError("the connection is closed")

    settings.MANAGERS = managers()
    monkeypatch.setattr("articles.management.commands.import_seeds.import_seeds", gone)
    assert run(str(tmp_path))[0] == 2
    [mail] = mailoutbox
    assert "an import failed" in mail.subject
    assert "the connection is closed" in mail.body


def test_a_mistake_in_the_settings_stops_an_import(settings: Any, tmp_path: Path) -> None:
    settings.SITE_URL = "news.example"  # feeds know articles by ids made of it, for ever
    with pytest.raises(SystemCheckError, match=r"newsroom\.E003"):
        call_command("import_seeds", str(write_seeds(tmp_path, {"a.md": seed("A")})), skip_checks=False)
    assert not ImportRun.objects.exists()

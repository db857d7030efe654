"""What `manage.py import_seeds` tells people: the plan of a dry run, and what became of articles."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import Article
from newsroom.mail import mail_settings
from tests.processes import environment_of
from tests.seeds import seed, write_seeds

pytestmark = pytest.mark.django_db
A, B, C = (f"2024-05-01-{letter}" for letter in "abc")


def told(folder: str, *args: str) -> list[str]:
    """The lines on standard output."""
    output = io.StringIO()
    call_command("import_seeds", folder, *args, stdout=output)
    return output.getvalue().splitlines()


def notes(folder: str, *args: str) -> dict[str, str]:
    """Code by path of what the JSON report notes."""
    said = json.loads("\n".join(told(folder, *args, "--report", "json")))
    return {one["path"].removeprefix(f"{folder}/"): one["code"] for one in said["notes"]}


def named(*slugs: str, **values: Any) -> dict[str, bytes]:
    return {f"{slug}.md": seed(slug.upper(), **values) for slug in slugs}


def imported(folder: Path, files: dict[str, bytes], *args: str) -> list[str]:
    return told(write_seeds(folder, files), *args)


def test_a_dry_run_shows_what_would_be_new_or_change(tmp_path: Path) -> None:
    imported(tmp_path / "in", named(A, B))
    changed = named(A, heat=7, topics=["AI"]) | named(B, C)
    lines = imported(tmp_path / "in", changed, "--dry-run")
    assert lines[:8] == [
        "New articles (1):",
        f"  {C}",
        "",
        "Changed articles (1):",
        f"  {A}: heat, topics",
        "",
        "New and changed providers and topics (1):",
        "  topic ai: new",
    ]
    assert lines[9] == "Dry run, nothing written. 3 files: 1 created, 1 updated, 1 unchanged."
    assert Article.objects.count() == 2


def test_a_long_plan_is_cut_and_the_json_report_has_all_of_it(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", named(*(f"2024-05-01-{n:02}" for n in range(25))))
    lines = told(folder, "--dry-run")
    assert lines[20:22] == ["  2024-05-01-19", "  … and 5 more; --report json has all"]
    plan = json.loads("\n".join(told(folder, "--dry-run", "--report", "json")))["plan"]
    assert [one["group"] for one in plan["files"]] == ["new"] * 25
    assert [one["title"] for one in plan["subjects"]] == ["example.com"]


@pytest.mark.parametrize("options", [["--dry-run"], []])
def test_conflicts_and_lost_articles_come_first(options: list[str], tmp_path: Path) -> None:
    imported(tmp_path / "in", named(A, B, C))
    Article.objects.filter(slug=B).update(title="Ours", excerpt="Ours")
    news = named(A, published=False) | {f"{B}.md": seed("Theirs", excerpt="Theirs")} | named(C)
    conflict, lost = imported(tmp_path / "in", news, *options)[:2]
    assert conflict.startswith(
        f"{tmp_path}/in/{B}.md: conflict: upstream changed title, excerpt, which staff"
    )
    assert lost.startswith(f"{tmp_path}/in/{A}.md: lost: its file says that it is not published any more")


def test_an_opaque_file_in_conflict_is_told_with_its_article(tmp_path: Path) -> None:
    imported(tmp_path / "in", {"x.md": seed("A")})
    Article.objects.update(excerpt="Ours")
    assert (
        "excerpt of 2024-05-01-a, which" in imported(tmp_path / "in", {"x.md": seed("A", excerpt="New")})[0]
    )


def test_equal_notes_name_some_of_the_places(tmp_path: Path) -> None:
    files = {f"{n}.md": seed(f"A{n}", ampWebUrl="javascript:alert(1)") for n in range(5)}
    lines = imported(tmp_path / "in", files)
    assert lines[0].endswith("(and 4 times more)")
    assert [line.rpartition("/")[2] for line in lines[1:3]] == ["1.md:11", "2.md:11"]
    assert lines[3] == "  … and 2 more; --report json has all"


def manage(variables: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` with `command`, to its end."""
    line = [sys.executable, "manage.py", *command]
    return subprocess.run(
        line, env=variables, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("backend", ["console", "filebased", "locmem", "dummy"])
def test_mail_leaves_standard_output_to_the_report(
    backend: str, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_seeds(tmp_path / "in", {"bad.md": b""})
    url = {"EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend"}
    if backend == "filebased":
        url["EMAIL_FILE_PATH"] = str(tmp_path / "mail")
    for name, value in mail_settings(url, ["managers@example.org"]).items():
        setattr(settings, name, value)
    with pytest.raises(SystemExit):
        call_command("import_seeds", folder, "--report", "json")
    printed = capsys.readouterr()
    assert json.loads(printed.out)["rejected"] == 1
    assert ("left files out" in printed.err) is (backend == "console")


@pytest.mark.parametrize("command", [["import_seeds"], ["undo_import", "1"], ["export_seeds", "var/out"]])
def test_a_database_without_tables_is_told_with_the_remedy(command: list[str], tmp_path: Path) -> None:
    variables = environment_of(f"sqlite:///{tmp_path}/new.sqlite3")
    ended = manage(variables, *command)
    assert ended.returncode == 2
    assert ended.stderr.startswith("CommandError: The database is not up to date: run manage.py migrate")


def test_a_database_in_a_folder_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    variables = environment_of(f"sqlite:///{tmp_path}/nowhere/new.sqlite3")
    ended = manage(variables, "import_seeds", write_seeds(tmp_path / "in", named(A)))
    assert ended.returncode == 2
    assert f"{tmp_path}/nowhere: the database's folder does not exist" in ended.stderr


def test_paths_may_stand_on_both_sides_of_an_option(tmp_path: Path) -> None:
    one, other = (write_seeds(tmp_path / slug, named(slug)) for slug in (A, B))
    assert told(one, "--source", "X", other)[0].startswith("2 files: 2 created")


def test_an_empty_folder_is_no_failure(tmp_path: Path) -> None:
    assert imported(tmp_path / "in", {})[0] == "0 files: 0 created, 0 updated, 0 unchanged."

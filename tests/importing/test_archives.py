"""Imports from archives: the same rows as from folders, and nothing missing where one is broken."""

from pathlib import Path

import pytest

from articles.importing.report import Report
from articles.importing.run import Options, import_seeds
from articles.models import Article, Decision, Document
from tests.hostile.archives import packed
from tests.imports import statements_of
from tests.processes import finish, start
from tests.rows import digest_of_rows, forget_everything
from tests.seeds import seed

pytestmark = pytest.mark.django_db
FILES = {f"2024-05-0{day}-a.md": seed(f"Article {day}", secured="x" * 3_000) for day in range(1, 10)}


def run(path: Path, **options: object) -> Report:
    return import_seeds([str(path)], Options(**options))


def test_an_archive_that_lacks_a_document_says_that_it_is_gone(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", FILES)
    assert run(path).created == 9
    again = run(path)
    assert (again.unchanged, again.missing, again.problems) == (9, 0, [])
    packed(path, dict(list(FILES.items())[1:]))
    report = run(path, withdraw_missing=True)
    assert (report.unchanged, report.missing) == (8, 1)
    assert Article.objects.get(decision=Decision.WITHDRAWN).slug == "2024-05-01-a"


def test_an_archive_that_breaks_off_makes_nothing_missing(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.tar", FILES)
    run(path)
    path.write_bytes(path.read_bytes()[:20_000])
    report = run(path, withdraw_missing=True)
    assert [(entry.path, entry.problem.code) for entry in report.problems] == [(str(path), "unreadable")]
    assert 0 < report.unchanged == report.files < 9
    assert (report.missing, report.rejected) == (0, 0)
    assert not Article.objects.filter(decision=Decision.WITHDRAWN).exists()


def test_a_renamed_document_in_an_archive_that_breaks_off_is_another_article(tmp_path: Path) -> None:
    """The file of the old name may lie behind the break."""
    path = packed(tmp_path / "a.tar", {"2024-05-02-old.md": seed("Same")})
    run(path)
    packed(path, {"2024-05-01-new.md": seed("Same"), **FILES})
    path.write_bytes(path.read_bytes()[:10_000])
    run(path)
    assert Article.objects.filter(slug="2024-05-02-old").exists()


def test_all_or_nothing_writes_nothing_of_an_archive_that_breaks_off(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.tar", FILES)
    path.write_bytes(path.read_bytes()[:20_000])
    assert run(path, all_or_nothing=True).abandoned
    assert not Article.objects.exists()


def test_an_archive_that_cannot_be_read_leaves_the_other_paths_alone(tmp_path: Path) -> None:
    broken = packed(tmp_path / "broken.zip", FILES)
    raw = broken.read_bytes()
    broken.write_bytes(raw[: raw.rindex(b"PK\1\2")] + b"?" + raw[raw.rindex(b"PK\1\2") + 1 :])
    good = packed(tmp_path / "good.tar.xz", FILES)
    report = import_seeds([str(broken), str(good)], Options())
    assert (report.created, len(report.problems)) == (9, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cut", "status"), [(None, 0), (10_000, 1), (100, 2)])
def test_the_exit_status_tells_whole_broken_and_unusable_archives_apart(
    cut: int | None, status: int, tmp_path: Path
) -> None:
    path = packed(tmp_path / "a.tar", FILES)
    path.write_bytes(path.read_bytes()[:cut])
    code, output, errors = finish(start("import_seeds", str(path)))
    assert (code, "Traceback" in output + errors) == (status, False)


def test_powerapps_from_its_archive_is_powerapps_from_its_folder(
    powerapps: Path, powerapps_archive: Path
) -> None:
    report = run(powerapps_archive, source="powerapps")
    assert (report.created, report.problems) == (674, [])
    rows = digest_of_rows()
    again: list[Report] = []
    statements = statements_of(lambda: again.append(run(powerapps, source="powerapps")))
    assert (again[0].unchanged, again[0].providers_updated, len(statements)) == (674, 0, 2)
    forget_everything()
    run(powerapps, source="powerapps")
    assert digest_of_rows() == rows


def test_the_longest_names_are_kept(tmp_path: Path) -> None:
    letters = "".join(map(chr, range(0x20000, 0x20000 + 249)))  # of four bytes each, which no index can pack
    archive = packed(tmp_path / "a.zip", {f"{letters}.md": seed("A")})
    assert import_seeds([str(archive)], Options(source=letters)).created == 1
    assert Document.objects.get().path == f"{letters}.md"

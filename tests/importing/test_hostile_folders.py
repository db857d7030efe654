"""Folders in which bad files lie among good ones."""

import json
from pathlib import Path

import pytest

from articles.importing.run import Options, import_seeds
from articles.models import Article
from tests.hostile import HARMLESS, NOTED, REJECTED, Case
from tests.processes import finish, start
from tests.seeds import seed, write_seeds

pytestmark = pytest.mark.django_db

TEN_WAYS = {
    "latin-1": "encoding",
    "no front matter": "no-front-matter",
    "no end": "unterminated",
    "a list at the top": "not-a-mapping",
    "two titles": "duplicate-key",
    "ten levels of aliases": "alias",
    "100,000 brackets": "too-deep",
}
ALSO = {
    "bad-date": seed("X", publishedDateTime="2024-13-45"),
    "bad-url": seed("X", webUrl="javascript:alert(1)"),
    "missing-field": seed("X").replace(b'title: "X"\n', b""),
}


def named(cases: dict[str, Case]) -> dict[str, bytes]:
    return {f"{number:03}.md": case.raw for number, case in enumerate(cases.values())}


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_files_ten_are_left_out_and_ninety_go_in(tmp_path: Path) -> None:
    good = {f"2024-05-01-good-{number}.md": seed(f"Good {number}") for number in range(90)}
    bad = {f"bad-{code}.md": REJECTED[name].raw for name, code in TEN_WAYS.items()}
    bad |= {f"bad-{code}.md": content for code, content in ALSO.items()}
    folder = write_seeds(tmp_path / "in", good | bad)
    status, output, errors = finish(start("import_seeds", folder, "--report", "json"))
    report = json.loads(output)
    assert (status, report["created"], report["rejected"], len(report["problems"])) == (1, 90, 10, 10)
    assert "Traceback" not in output + errors
    for problem in report["problems"]:
        assert problem["path"] == f"{folder}/bad-{problem['code']}.md"
        assert problem["line"] is not None or problem["code"] in ("missing-field",)


def test_every_rejected_document_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "in", named(REJECTED) | {"2024-05-01-good.md": seed("Good")})
    report = import_seeds([folder], Options())
    assert (report.created, report.rejected) == (1, len(REJECTED) - report.skipped)
    assert Article.objects.get().title == "Good"


def test_every_tolerated_document_is_stored_and_imported_once(tmp_path: Path) -> None:
    for number, case in enumerate((HARMLESS | NOTED).values()):
        folder = write_seeds(tmp_path / f"{number:03}", {f"2024-03-05-{number}.md": case.raw})
        report = import_seeds([folder], Options())
        assert report.problems == []
        assert import_seeds([folder], Options()).unchanged == 1


def test_nothing_that_databases_differ_about_is_stored(tmp_path: Path) -> None:
    for number, case in enumerate((HARMLESS | NOTED).values()):
        import_seeds(
            [write_seeds(tmp_path / f"{number:03}", {f"2024-03-05-{number}.md": case.raw})], Options()
        )
    texts = [
        field for row in Article.objects.values_list("title", "excerpt", "body", "web_url") for field in row
    ]
    assert texts
    assert not [text for text in texts if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)]

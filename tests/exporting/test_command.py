"""`manage.py export_seeds`: what it writes and says, and how it exits."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation.edit import edit
from articles.curation.withdraw import withdraw
from articles.curation.write import write
from articles.exporting import loading
from articles.models import Article, Document
from tests.exporting.exports import exported
from tests.imports import Import
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
FILES = {f"2024-05-01-{name}.md": seed(name, related=[entry("Stub")]) for name in "abcd"}


def run(*args: str) -> str:
    output = io.StringIO()
    call_command("export_seeds", *args, stdout=output)
    return output.getvalue().strip()


@pytest.fixture
def newsroom(imported: Import, editor) -> None:
    """Four articles that came from files, one of them edited, one withdrawn; and one written here."""
    imported(FILES)
    edit(Article.objects.get(title="a"), by=editor, values={"title": "Ours"})
    withdraw(Article.objects.filter(title="b"), by=editor)
    write({"title": "Written here", "commentary": "C"}, by=editor)


def test_it_writes_all_articles_but_stubs_and_says_so(newsroom, tmp_path):
    said = run(str(tmp_path / "out"))
    news = tmp_path / "out/_news"
    made = Article.objects.get(title="Written here").slug
    assert sorted(path.name for path in news.iterdir()) == sorted([*FILES, f"{made}.md"])
    assert said == (
        f"5 files written to {news}: 2 as they came, 2 edited, 1 of articles that came without a file.\n"
        f"Without a date or an address, which an import needs: {made}."
    )


def test_changed_only_leaves_out_what_is_as_it_came(newsroom, tmp_path):
    said = run(str(tmp_path / "out"), "--changed-only")
    assert len(list((tmp_path / "out/_news").iterdir())) == 3
    assert "3 files written" in said
    assert "2 unchanged ones left out" in said


@pytest.mark.parametrize(("status", "files"), [("published", "acd"), ("withdrawn", "b"), ("review", "")])
def test_a_status_leaves_out_all_others(status, files, newsroom, tmp_path):
    written = exported(tmp_path / "out", status=status)
    assert sorted(written) == [f"2024-05-01-{name}.md" for name in files]
    assert run(str(tmp_path / "out"), "--status", status).startswith(f"{len(files)} file")


def test_again_it_writes_the_same(newsroom, tmp_path):
    assert exported(tmp_path / "out") == exported(tmp_path / "out")


@pytest.mark.parametrize("args", [["out", "--status", "lost"], []])
def test_what_is_asked_for_wrongly_is_refused(args):
    with pytest.raises(CommandError):
        run(*args)


def test_a_file_in_the_way_ends_it_with_2(newsroom, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CommandError, match="Files written so far stay") as stopped:
        run(str(tmp_path / "out"))
    assert stopped.value.returncode == 2
    assert (tmp_path / "out").read_text() == "mine"


def test_a_slug_that_is_no_file_name_ends_it_with_2(newsroom, tmp_path):
    Article.objects.filter(title="c").update(slug="../c")
    with pytest.raises(CommandError, match="correct it in the database") as stopped:
        run(str(tmp_path / "out"))
    assert stopped.value.returncode == 2
    assert not list(Path(tmp_path).glob("**/c.md"))


def test_a_damaged_document_ends_it_with_2_and_is_named(newsroom, tmp_path):
    Document.objects.filter(path="2024-05-01-c.md").update(text=b"damaged")
    with pytest.raises(CommandError, match=r"2024-05-01-c: .* restore document") as stopped:
        run(str(tmp_path / "out"))
    assert stopped.value.returncode == 2


def queries_of(root: Path) -> int:
    with CaptureQueriesContext(connection) as queries:
        exported(root)
    return len(queries)


def test_the_number_of_queries_is_fixed_per_batch(imported: Import, editor, tmp_path, monkeypatch):
    imported({f"2024-05-01-{n}.md": seed(f"A {n}", related=[entry("Stub")]) for n in range(3)})
    edit(Article.objects.get(title="A 0"), by=editor, values={"title": "Ours 0"})
    monkeypatch.setattr(loading, "BATCH_ARTICLES", 20)
    few = queries_of(tmp_path / "few")
    imported({f"2024-05-01-{n}.md": seed(f"A {n}", related=[entry("Stub")]) for n in range(19)})
    for number in range(1, 19):
        edit(Article.objects.get(title=f"A {number}"), by=editor, values={"title": f"Ours {number}"})
    assert queries_of(tmp_path / "many") == few

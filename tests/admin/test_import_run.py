"""Imports on the desk."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from articles.admin import run_state
from articles.curation.undoing import undo
from articles.importing.run import Options, import_seeds
from articles.importing.undo import undo_import
from articles.models import Action, Article, Document, ImportRun
from tests.admin.browsing import text_of
from tests.seeds import seed, write_seeds

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/importrun/"


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def page(run, query=""):
    return reverse("admin:articles_importrun_change", args=[run.pk]) + query


def entry(code, path="news/a.md", line=3):
    return {"path": path, "line": line, "field": "title", "code": code, "message": f"about {code}"}


@pytest.fixture
def run():
    return ImportRun.objects.create(
        sources=["news"],
        options={"dry_run": False, "withdraw_missing": True},
        finished_at="2024-05-01T12:00:00Z",
        report={
            "files": 1204,
            "created": 3,
            "rejected": 2,
            "seconds": 1.25,
            "problems": [entry("yaml"), entry("bad-date")],
            "notes": [entry("repair", f"news/{number}.md", None) for number in range(130)],
        },
    )


def test_the_list_says_how_each_went(desk, run):
    words = text_of(desk.get(LIST).content.decode())
    assert f"{run.pk} files left out news" in words
    assert "1,204" in words or "1204" in words


def test_a_run_shows_its_counts_problems_and_notes(desk, run):
    words = text_of(desk.get(page(run)).content.decode())
    for expected in (
        "files left out",
        "1,204 files",
        "withdraw_missing",
        "yaml news/a.md:3 about yaml",
        "repair (130)",
        "Page 1 of 2",
    ):
        assert expected in words
    assert "dry_run" not in words
    assert words.index("about yaml") < words.index("about repair")


def test_one_code_can_be_looked_at_alone(desk, run):
    words = text_of(desk.get(page(run, "?code=bad-date")).content.decode())
    assert "about bad-date" in words
    assert "about yaml" not in words


@pytest.mark.parametrize("query", ["?p=99", "?p=x", "?code=nonsense", "?code=%00"])
def test_odd_parameters_break_nothing(desk, run, query):
    assert desk.get(page(run, query)).status_code == 200


def test_a_note_leads_to_its_article(desk, run):
    article = Article.objects.create(title="A", slug="a", key="a")
    Document.objects.create(article=article, run=run, source="news", path="7.md", sha256="", text=b"")
    html = desk.get(page(run)).content.decode()
    assert f'<a href="/admin/articles/article/{article.pk}/change/">news/7.md</a>' in html


def test_a_run_that_went_well_and_one_that_is_still_going(desk):
    for run in (ImportRun.objects.create(finished_at="2024-05-01T12:00:00Z"), ImportRun.objects.create()):
        assert "No problems and no notes" in desk.get(page(run)).content.decode()


def test_a_real_import_leads_to_what_it_changed(desk):
    call_command("import_seeds", str(settings.BASE_DIR / "seeds"), verbosity=0)
    run = ImportRun.objects.get()
    html = desk.get(page(run)).content.decode()
    action = Action.objects.get()
    assert reverse("admin:articles_action_change", args=[action.pk]) in html
    assert "repair (1)" in html
    assert "bars-detectives" in html
    words = text_of(desk.get(reverse("admin:articles_action_change", args=[action.pk])).content.decode())
    assert f"Import {run.pk}" in words
    assert "Page 1 of" in words or "brought it" in words


def test_an_article_leads_to_its_file_and_import(desk):
    call_command("import_seeds", str(settings.BASE_DIR / "seeds"), verbosity=0)
    article = Article.objects.filed().first()
    html = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert article.document.path in html
    assert page(article.document.run) in html


def test_a_run_that_broke_off_says_why_and_how_far_it_came(desk):
    report = {"files": 1204, "created": 500, "stopped": "interrupted", "seconds": 3.0}
    run = ImportRun.objects.create(finished_at="2024-05-01T12:00:00Z", report=report)
    words = text_of(desk.get(page(run)).content.decode())
    for expected in ("broken off", "Interrupted. What was committed stays", "1,204 files", "500 created"):
        assert expected in words
    assert f"{run.pk} broken off interrupted" in text_of(desk.get(LIST).content.decode())
    assert f"import {run.pk} : broken off (interrupted)" in text_of(desk.get("/admin/").content.decode())


def test_a_run_that_was_rolled_back_says_that_nothing_was_written(desk):
    options = {"all_or_nothing": True}
    run = ImportRun.objects.create(
        finished_at="2024-05-01T12:00:00Z", options=options, report={"stopped": "interrupted"}
    )
    assert "Interrupted. Nothing of it was written" in text_of(desk.get(page(run)).content.decode())


@pytest.mark.parametrize(("held", "word"), [(True, "running"), (False, "broken off")])
def test_an_unfinished_run_is_running_as_long_as_somebody_holds_the_lock(desk, monkeypatch, held, word):
    monkeypatch.setattr(run_state, "import_is_running", lambda: held)
    run = ImportRun.objects.create()
    for address in (LIST, page(run), "/admin/"):
        assert word in text_of(desk.get(address).content.decode())


def test_a_run_that_ends_while_it_is_looked_at_did_not_break_off(monkeypatch):
    run = ImportRun.objects.create()

    def end() -> bool:
        ImportRun.objects.update(finished_at="2024-05-01T12:00:00Z", report={"files": 7})
        return False

    monkeypatch.setattr(run_state, "import_is_running", end)
    state = run_state.state_of(run)
    assert (state.state, state.report) == ("clean", {"files": 7})


@pytest.fixture
def imported_run():
    call_command("import_seeds", str(settings.BASE_DIR / "seeds"), verbosity=0)
    return ImportRun.objects.get()


def test_an_undone_import_says_by_whom_and_leads_to_the_undoing(client, editor, imported_run):
    client.force_login(editor)
    assert "Undo this import" in text_of(client.get(page(imported_run)).content.decode())
    client.post(reverse("admin:articles_importrun_undo", args=[imported_run.pk]))
    undoing = Action.objects.latest("pk")
    link = reverse("admin:articles_action_change", args=[undoing.pk])
    for address in (page(imported_run), LIST):
        html = client.get(address).content.decode()
        assert link in html
        words = text_of(html)
        assert f"undone by {editor.username}," in words or f"Undone by {editor.username}," in words
        assert "complete " not in words
    words = text_of(client.get(page(imported_run)).content.decode())
    assert "Undo this import" not in words
    assert "You can undo the undoing there" in words
    assert client.get(link).context["can_undo"]


def test_each_link_to_changes_says_what_they_are(client, editor, imported_run):
    client.force_login(editor)
    undo_import(imported_run, by=editor)
    undo(Action.objects.latest("pk"), by=editor)
    words = text_of(client.get(page(imported_run)).content.decode())
    names = ("Changes What it changed", "Undone ·", "The undoing undone ·")
    places = [words.index(name) for name in names]
    assert places == sorted(places)
    assert "complete" in words
    assert "Undo this import" in words


def test_withdrawals_of_an_import_are_told_from_its_other_changes(desk, tmp_path):
    files = {"a.md": seed("A"), "b.md": seed("B")}
    import_seeds([write_seeds(tmp_path / "in", files)], Options())
    files.pop("b.md")
    files["a.md"] = seed("A", heat=9)
    import_seeds([write_seeds(tmp_path / "in", files)], Options(withdraw_missing=True))
    words = text_of(desk.get(page(ImportRun.objects.first())).content.decode())
    assert words.index("What it changed ·") < words.index("Articles withdrawn ·")

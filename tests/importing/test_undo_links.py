"""After an undoing, a list leads to who has its entry's key then; and undoing that gives back what was."""

import pytest

from articles.curation.undoing import undo
from articles.importing import batches
from articles.importing.undo import Undone, undo_import
from articles.models import Action, Article, ImportRun, Provider, RelatedLink
from tests.imports import Import
from tests.rows import all_rows
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
A, B, C = "2024-05-01-a.md", "2024-05-01-b.md", "2024-05-01-c.md"
LISTING = seed("A", related=[entry("B")])
RETITLED = seed("B2", webUrl=entry("B")["webUrl"])


def undone(run: int | None) -> Undone:
    """Undo an import, its undoing, and the import again: each gives back what was."""
    before = all_rows()
    first = undo_import(ImportRun.objects.get(pk=run), by=None)
    then = all_rows()
    redo()
    assert less_copies(all_rows()) == less_copies(before)
    undo_import(ImportRun.objects.get(pk=run), by=None)
    assert less_copies(all_rows()) == less_copies(then)
    return first


def redo() -> None:
    undo(Action.objects.filter(verb="undo").latest("pk"), by=None)


def less_copies(rows: dict[str, list[object]]) -> dict[str, list[object]]:
    return {name: some for name, some in rows.items() if name != "Mention"}


def lists() -> list[tuple[str, str, str]]:
    """Who lists whom, and whether that is an article in its own right."""
    links = RelatedLink.objects.select_related("article", "target").order_by("article__slug", "position")
    return [
        (link.article.title, "stub" if link.target.is_stub else "article", link.target.title)
        for link in links
    ]


def assert_own_files_change_nothing(imported: Import, files: dict[str, bytes]) -> None:
    before = all_rows()
    imported(files, folder="elsewhere")
    assert all_rows() == before


def test_a_list_made_since_leads_to_the_article_that_has_its_key_again(imported: Import) -> None:
    imported({B: seed("B")})
    retitling = imported({B: RETITLED}).run
    imported({A: LISTING}, folder="other")
    assert lists() == [("A", "stub", "B")]
    assert undone(retitling).left == []
    assert lists() == [("A", "article", "B")]
    assert not Article.objects.stubs().exists()
    assert_own_files_change_nothing(imported, {A: LISTING, B: seed("B")})


def test_what_an_editor_made_of_two_links_that_become_one_is_kept(imported: Import) -> None:
    imported({B: seed("B")})
    retitling = imported({B: RETITLED}).run
    imported({A: LISTING}, folder="other")
    a, b = Article.objects.get(title="A"), Article.objects.get(title="B2")
    RelatedLink.objects.create(article=a, target=b, position=1, our_title="Ours")
    undone(retitling)
    link = RelatedLink.objects.get()
    assert (link.target, link.our_title, bool(link.key)) == (b, "Ours", True)


def test_a_list_made_since_leads_to_a_stub_where_nobody_has_its_key_any_more(imported: Import) -> None:
    imported({B: RETITLED})
    retitling = imported({B: seed("B")}).run
    imported({A: LISTING}, folder="other")
    assert lists() == [("A", "article", "B")]
    undone(retitling)
    assert lists() == [("A", "stub", "B")]
    assert_own_files_change_nothing(imported, {A: LISTING, B: RETITLED})


def test_a_list_is_whole_again_though_its_stub_went_with_another_list(imported: Import) -> None:
    imported({A: LISTING, C: seed("C", related=[entry("B")])})
    dropped = imported({A: seed("A"), C: seed("C", related=[entry("B")])}).run
    imported({A: seed("A"), C: seed("C")})
    undone(dropped)
    assert lists() == [("A", "stub", "B")]


def test_a_list_that_one_batch_dropped_is_whole_again_though_a_later_one_made_the_stub_anew(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 1)
    imported({A: LISTING, C: seed("C")})
    before = less_copies(all_rows())
    moved = imported({A: seed("A"), C: seed("C", related=[entry("B")])}).run
    assert lists() == [("C", "stub", "B")]
    assert undone(moved).left == []
    assert less_copies(all_rows()) == before


def test_the_key_stays_with_the_file(imported: Import) -> None:
    imported({B: seed("B")})
    retitling = imported({B: RETITLED}).run
    imported({B: seed("B2", webUrl=entry("B")["webUrl"], heat=7)})
    key = Article.objects.get().key
    undone(retitling)
    assert Article.objects.values_list("title", "key").get() == ("B", key)


def test_coverage_that_comes_back_has_the_provider_that_came_anew_since(imported: Import) -> None:
    report = imported({A: LISTING})
    undo_import(ImportRun.objects.get(pk=report.run), by=None)
    imported({C: seed("C")}, folder="other")
    redo()
    mention = RelatedLink.objects.get().mention
    assert mention
    assert mention.provider == Provider.objects.get()
    assert_own_files_change_nothing(imported, {A: LISTING})

"""Ways to undo beside what was done: in histories and where the collector and we differ."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation.coverage.arrange import hide
from articles.curation.edit import edit
from articles.curation.undoing import undo
from articles.curation.upstream import release
from articles.models import Action, Article, ImportRun, Mention
from tests.admin.browsing import text_of
from tests.imports import Import
from tests.people import make_person
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
A = "2024-05-01-a.md"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_person("Alice", "Editor", is_staff=True))
    return client


@pytest.fixture
def article(imported: Import) -> Article:
    imported({A: seed("A", excerpt="Theirs", related=[entry("B"), entry("C")])})
    return Article.objects.get(title="A")


def page(desk: Client, name: str, article: Article) -> str:
    return desk.get(reverse(f"admin:articles_article_{name}", args=[article.pk])).content.decode()


def address(action: Action) -> str:
    return reverse("admin:articles_action_change", args=[action.pk])


def control(action: Action) -> str:
    return f'class="button quiet" href="{address(action)}"'


def test_an_entry_of_the_history_leads_to_its_action_and_to_undoing_it(
    desk: Client, article: Article
) -> None:
    action = edit(article, by=None, values={"excerpt": "Ours"})
    html = page(desk, "history", article)
    assert f'<a href="{address(action)}"><time' in html
    assert control(action) in html
    assert "Undo…" in text_of(html)
    assert (
        reverse("admin:articles_action_undo", args=[action.pk]) in desk.get(address(action)).content.decode()
    )


def test_an_undone_action_says_so_until_its_undoing_is_undone(desk: Client, article: Article) -> None:
    action = edit(article, by=None, values={"excerpt": "Ours"})
    undoing = undo(action, by=None)
    html = page(desk, "history", article)
    assert f"Undone by action {undoing.pk}" in text_of(html)
    assert (control(action) in html, control(undoing) in html) == (False, True)
    again = undo(undoing, by=None)
    html = page(desk, "history", article)
    assert (control(action) in html, control(undoing) in html, control(again) in html) == (True, False, True)


def test_who_may_not_undo_sees_what_is_undone_and_no_control(client: Client, article: Article) -> None:
    undo(edit(article, by=None, values={"excerpt": "Ours"}), by=None)
    edit(article, by=None, values={"title": "Ours"})
    client.force_login(make_person("Bob", "Curator", is_staff=True))
    words = text_of(page(client, "history", article)) + text_of(page(client, "collector", article))
    assert "Undone by action" in words
    assert "Undo…" not in words


def test_providers_have_the_same_control(desk: Client, article: Article) -> None:
    html = desk.get(reverse("admin:articles_provider_history", args=[article.provider_id])).content.decode()
    assert control(Action.objects.get()) in html


def test_where_we_differ_the_last_action_that_made_it_can_be_undone(desk: Client, article: Article) -> None:
    edit(article, by=None, values={"excerpt": "Ours"})
    last = edit(article, by=None, values={"excerpt": "Ours again"})
    html = page(desk, "collector", article)
    assert html.count("Undo…</a>") == 1
    assert control(last) in html


def test_actions_that_do_not_stand_made_no_difference(desk: Client, article: Article) -> None:
    action = edit(article, by=None, values={"excerpt": "Ours"})
    undo(release(article, ["excerpt"], by=None), by=None)
    assert control(action) in page(desk, "collector", article)
    undo(action, by=None)
    assert "Undo…" not in page(desk, "collector", article)


def test_who_made_our_list_is_named_though_an_import_changed_it_since(
    desk: Client, imported: Import, article: Article
) -> None:
    bob = make_person("Bob", "Editor", is_staff=True)
    action = hide(article, list(article.related_links.values_list("pk", flat=True)[:1]), by=bob)
    imported({A: seed("A", excerpt="Theirs", related=[entry("B"), entry("C"), entry("D")])})
    html = page(desk, "collector", article)
    assert f", Bob since then: {_when_of(ImportRun.objects.latest('pk'), html)}" in text_of(html)
    assert control(action) in html


def _when_of(run: ImportRun, html: str) -> str:
    """The words of the page about `run` as the one that changed something last."""
    words = text_of(html)
    start = words.index("since then: ") + len("since then: ")
    return words[start : words.index(f"Import {run.pk}", start) + len(f"Import {run.pk}")]


@pytest.mark.parametrize("mention", [True, False])
def test_a_stub_that_is_gone_is_called_what_its_copy_was(
    desk: Client, imported: Import, article: Article, mention: bool
) -> None:
    imported({A: seed("A", related=[entry("B"), entry("C"), entry("D")])})
    undo(Action.objects.latest("pk"), by=None)
    if not mention:
        Mention.objects.filter(links=None, stubs=None).delete()
    words = text_of(page(desk, "history", article))
    assert "coverage added: “D”" in words
    assert "removed: “D”" in words


@pytest.mark.parametrize("name", ["history", "collector"])
def test_chains_of_undoing_cost_no_more_queries(desk: Client, article: Article, name: str) -> None:
    action = edit(article, by=None, values={"excerpt": "Ours"})
    counts = []
    for _ in range(2):
        page(desk, name, article)
        with CaptureQueriesContext(connection) as queries:
            page(desk, name, article)
        counts.append(len(queries))
        for _ in range(4):
            action = undo(action, by=None)
    assert counts[0] == counts[1]

"""The desk on what the collector says: both sides of a field, conflicts, undo."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.curation.coverage.arrange import hide
from articles.curation.edit import edit
from articles.curation.snapshots import article_snapshot
from articles.curation.upstream import upstream_fields
from articles.curation.withdraw import withdraw
from articles.models import Action, Article, Conflict, ImportRun
from tests.imports import Import
from tests.people import make_person
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
A = "2024-05-01-a.md"


@pytest.fixture
def conflicting(imported: Import) -> Article:
    imported({A: seed("A", excerpt="Old", related=[entry("B")])})
    article = Article.objects.get(title="A")
    edit(article, by=None, values={"excerpt": "Ours"})
    imported({A: seed("A", excerpt="New", related=[entry("B"), entry("C")])})
    return Article.objects.get(title="A")


def page(article: Article) -> str:
    return reverse("admin:articles_article_collector", args=[article.pk])


def test_both_sides_are_shown_with_who_changed_them_last(editor_desk: Client, conflicting: Article) -> None:
    words = editor_desk.get(page(conflicting)).content.decode()
    for expected in (
        "<del>New</del>",
        "<ins>Ours</ins>",
        "conflict",
        "Keep ours",
        "Take theirs",
        "(both say so)",
    ):
        assert expected in words


def test_theirs_can_be_taken(editor_desk: Client, conflicting: Article) -> None:
    editor_desk.post(page(conflicting), {"field": "excerpt", "do": "release"})
    assert Article.objects.get(title="A").excerpt == "New"
    assert not Conflict.objects.exists()


def test_ours_can_be_kept(editor_desk: Client, conflicting: Article) -> None:
    editor_desk.post(page(conflicting), {"field": "excerpt", "do": "keep"})
    assert Article.objects.get(title="A").excerpt == "Ours"
    assert not Conflict.objects.exists()


WHOLE = seed(
    "A",
    excerpt="Theirs",
    topics=["One", "Two"],
    images=[{"url": "https://i.example/1"}, {"url": "https://i.example/2"}],
    related=[entry("B"), entry("C")],
    featuredContent="<iframe></iframe>",
)
OURS: dict[str, dict[str, Any]] = {
    "title": {"values": {"title": "Ours"}},
    "excerpt": {"values": {"excerpt": "Ours"}},
    "body": {"values": {"body": "Ours"}},
    "published_at": {"values": {"published_at": datetime(2024, 2, 29, tzinfo=UTC)}},
    "provider": {"values": {"provider": None}},
    "quality": {"values": {"quality": 99}},
    "web_url": {"values": {"web_url": "https://ours.example/"}},
    "original_url": {"values": {"original_url": "https://ours.example/"}},
    "featured_content": {"values": {"featured_content": ""}},
    "topics": {"values": {}, "topics": []},
    "images": {"values": {}, "pictures": []},
}


@pytest.mark.parametrize("field", [*OURS, "related"])
def test_every_field_can_be_given_back_and_that_be_undone(
    editor_desk: Client, imported: Import, field: str
) -> None:
    imported({A: WHOLE})
    article = Article.objects.get(title="A")
    if field == "related":
        hide(article, list(article.related_links.values_list("pk", flat=True)), by=None)
    else:
        edit(article, by=None, **OURS[field])
    ours = snapshot(article)[field]
    editor_desk.post(page(article), {"field": field, "do": "release"})
    assert snapshot(article)[field] == upstream_fields(article, [field])[field] != ours
    editor_desk.post(reverse("admin:articles_action_undo", args=[Action.objects.latest("pk").pk]))
    assert snapshot(article)[field] == ours


def snapshot(article: Article) -> dict[str, Any]:
    return article_snapshot(Article.objects.get(pk=article.pk))


def test_a_decision_stands_beside_the_collectors_flag_and_can_be_given_back(
    editor_desk: Client, conflicting: Article
) -> None:
    withdraw(Article.objects.filter(pk=conflicting.pk), by=None)
    words = editor_desk.get(page(conflicting)).content.decode()
    assert "<del>published</del>" in words
    assert "<ins>withdrawn</ins>" in words
    editor_desk.post(page(conflicting), {"field": "status", "do": "release"})
    conflicting.refresh_from_db()
    assert (conflicting.decision, conflicting.status) == ("", "published")
    assert "<ins>withdrawn</ins>" not in editor_desk.get(page(conflicting)).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"field": "status", "do": "keep"},
        {"field": "secured", "do": "release"},
        {"field": "excerpt", "do": "delete"},
    ],
)
def test_what_nobody_offers_is_refused(
    editor_desk: Client, conflicting: Article, sent: dict[str, str]
) -> None:
    assert editor_desk.post(page(conflicting), sent).status_code == 400


def test_the_front_page_leads_to_the_queue(editor_desk: Client, conflicting: Article) -> None:
    words = editor_desk.get(reverse("admin:index")).content.decode()
    assert "1 field that the collector and we changed differently" in words


def test_the_queue_names_both_sides_and_leads_to_the_article(
    editor_desk: Client, conflicting: Article
) -> None:
    words = editor_desk.get(reverse("admin:articles_conflict_changelist")).content.decode()
    assert page(conflicting) in words
    assert "New" in words
    assert "Ours" in words


def test_an_empty_queue_says_so(editor_desk: Client) -> None:
    words = editor_desk.get(reverse("admin:articles_conflict_changelist")).content.decode()
    assert "No conflicts." in words
    assert "0 conflicts" not in words


def test_an_import_is_undone_with_a_button_and_what_moved_is_named(
    editor_desk: Client, conflicting: Article
) -> None:
    run = ImportRun.objects.latest("pk")
    answer = editor_desk.post(reverse("admin:articles_importrun_undo", args=[run.pk]), follow=True)
    assert answer.status_code == 200
    assert not Conflict.objects.exists()
    assert Article.objects.stubs().count() == 1
    again = editor_desk.post(reverse("admin:articles_importrun_undo", args=[run.pk]), follow=True)
    assert "undone already" in again.content.decode()


def test_an_action_is_undone_with_a_button(editor_desk: Client, conflicting: Article) -> None:
    action = Action.objects.filter(verb="edit").get()
    editor_desk.post(reverse("admin:articles_action_undo", args=[action.pk]))
    assert Article.objects.get(title="A").excerpt == "Old"


@pytest.mark.parametrize("path", ["importrun", "action"])
def test_undoing_needs_its_permission_and_a_post(client: Client, conflicting: Article, path: str) -> None:
    client.force_login(make_person("Bob", "Curator", is_staff=True))
    pk = ImportRun.objects.latest("pk").pk if path == "importrun" else Action.objects.latest("pk").pk
    address = reverse(f"admin:articles_{path}_undo", args=[pk])
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405


@pytest.fixture
def editor_desk(client: Client) -> Client:
    client.force_login(make_person("Alice", "Editor", is_staff=True))
    return client

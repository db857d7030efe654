"""The journal on the desk."""

import pytest
from django.urls import reverse

from articles.curation.discard import discard
from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.models import Action, Article
from tests.admin.browsing import text_of
from tests.factories import make_article, make_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def page(action, query=""):
    return reverse("admin:articles_action_change", args=[action.pk]) + query


def test_the_list_says_who_did_what_to_how_many(desk, editor):
    make_article()
    make_article()
    publish(Article.objects.all(), by=editor)
    html = desk.get("/admin/articles/action/").content.decode()
    assert "Alice published 2 articles" in text_of(html)


def test_an_action_names_its_objects_and_those_that_stayed(desk, editor):
    article, stub = make_article("One"), make_stub("Elsewhere")
    action = publish(Article.objects.all(), by=editor)
    html = desk.get(page(action)).content.decode()
    words = text_of(html)
    assert "Alice published 1 article" in words
    assert "One published it" in words
    assert "status undecided → published" in words
    assert "Elsewhere (known only by" in words
    assert reverse("admin:articles_article_change", args=[article.pk]) in html
    assert stub


def test_what_is_gone_is_named_as_it_was(desk, editor):
    article = make_article("The draft")
    action = discard(article, by=editor)
    words = text_of(desk.get(page(action)).content.decode())
    assert "The draft deleted it" in words


def test_a_long_action_comes_in_pages(desk, editor):
    for _ in range(60):
        make_article()
    action = publish(Article.objects.all(), by=editor)
    assert "Page 1 of 2" in text_of(desk.get(page(action)).content.decode())
    assert desk.get(page(action, "?p=2")).status_code == 200


def test_nobody_changes_the_journal(client, administrator, editor):
    article = make_article("Old")
    action = edit(article, by=editor, values={"title": "New"})
    client.force_login(administrator)
    assert client.post(page(action), {"reason": "Mine"}).status_code == 403
    assert client.post(page(action).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert Action.objects.get().reason == ""


def test_the_list_names_the_object_where_there_is_only_one(desk, editor):
    one, _other = make_article("The one"), make_article("The other")
    edit(one, by=editor, values={"title": "The one, corrected"})
    publish(Article.objects.all(), by=editor)
    html = desk.get("/admin/articles/action/").content.decode()
    page = reverse("admin:articles_article_change", args=[one.pk])
    assert f'<a href="{page}" dir="auto">The one, corrected</a>' in html
    assert "The other" not in html

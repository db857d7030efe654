"""One decision about one article."""

import pytest
from django.test import Client

from articles.models import Action, Article
from tests.admin.addresses import LIST, decide, page
from tests.admin.browsing import form_on, messages_of, text_of
from tests.factories import make_article, make_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def status(article):
    return Article.objects.get(pk=article.pk).status


def test_the_button_of_a_row_decides_and_leads_back_to_the_list(desk):
    article = make_article(decision="review")
    form = form_on(desk, f"{LIST}?status=review", id="changelist-form")
    response = desk.post(decide(article, "publish"), form.sent(), follow=True)
    assert status(article) == "published"
    assert response.redirect_chain == [(f"{LIST}?status=review", 302)]
    assert messages_of(response) == "1 article published."


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example.org/", "//evil.example.org", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_site(desk, elsewhere):
    article = make_article()
    response = desk.post(decide(article, "publish"), {"next": elsewhere})
    assert response.url == page(article)


def test_rejecting_asks_first(desk):
    article = make_article("One")
    question = desk.post(decide(article, "reject"), {"next": LIST})
    assert status(article) == "candidate"
    assert "This is about 1 article: One" in text_of(question.content.decode())
    assert "errornote" not in question.content.decode()
    assert desk.get(decide(article, "reject")).status_code == 200
    desk.post(decide(article, "reject"), {"reason": "Old", "next": LIST})
    assert status(article) == "rejected"
    assert Action.objects.get().reason == "Old"


def test_a_reason_of_blanks_is_none(desk):
    article = make_article()
    assert "Say why" in desk.post(decide(article, "reject"), {"reason": " "}).content.decode()
    assert status(article) == "candidate"


def test_following_a_link_decides_nothing(desk):
    article = make_article()
    assert desk.get(decide(article, "publish")).status_code == 405
    assert status(article) == "candidate"


def test_unknown_articles_and_decisions_are_not_found(desk):
    article = make_article()
    assert desk.post(decide(article, "explode")).status_code == 404
    assert desk.post(f"/admin/articles/article/{article.pk + 1}/decide/publish/").status_code == 404
    assert desk.post("/admin/articles/article/99999999999999999999/decide/publish/").status_code == 404


def test_those_who_may_not_are_refused(client, curator):
    client.force_login(curator)
    article = make_article()
    assert client.post(decide(article, "publish")).status_code == 403
    assert client.post(decide(make_stub(), "promote")).status_code == 403
    assert client.post(decide(article, "send_to_review")).status_code == 302


def test_without_a_token_nothing_is_decided(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    article = make_article()
    assert strict.post(decide(article, "publish")).status_code == 403
    assert status(article) == "candidate"

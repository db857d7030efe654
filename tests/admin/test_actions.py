"""Decisions about many articles at once."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Action, Article
from tests.admin.addresses import LIST
from tests.admin.browsing import form_on, forms_of, messages_of, text_of
from tests.factories import make_article, make_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def act(client, name, articles, query="", **more):
    chosen = [str(article.pk) for article in articles]
    return client.post(
        f"{LIST}?{query}", {"action": name, "index": 0, ACTION_CHECKBOX_NAME: chosen, **more}, follow=True
    )


def statuses():
    return dict(Article.objects.values_list("title", "status"))


def test_publishing_the_chosen_ones_says_how_many(desk):
    one, two, _three = (make_article(title) for title in ("One", "Two", "Three"))
    response = act(desk, "publish", [one, two])
    assert statuses() == {"One": "published", "Two": "published", "Three": "candidate"}
    assert messages_of(response) == "2 articles published."
    assert Action.objects.get().changes.count() == 2


def test_those_that_stay_are_named_with_the_reason(desk):
    article, stubs = make_article("One"), [make_stub(f"Stub {number}") for number in range(7)]
    response = act(desk, "publish", [article, *stubs], "kind=all")
    said = messages_of(response)
    assert "1 article published." in said
    assert "7 stay as they are: “Stub" in said
    assert "and 2 more (known only by others’ coverage; promote it to an article first)" in said


def test_doing_it_again_says_that_there_was_nothing_to_do(desk):
    article = make_article(decision="published")
    assert "decided already" in messages_of(act(desk, "publish", [article]))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("withdraw", "published", "withdrawn"),
        ("send_to_review", "", "review"),
        ("reopen", "review", "candidate"),
    ],
)
def test_other_decisions(desk, name, before, after):
    act(desk, name, [make_article("One", decision=before)])
    assert statuses() == {"One": after}


def test_filters_are_kept_afterwards(desk):
    article = make_article(decision="review")
    response = act(desk, "publish", [article], "status=review&o=-6")
    assert response.redirect_chain == [(f"{LIST}?status=review&o=-6", 302)]


def test_rejecting_asks_why_and_names_what_it_is_about(desk):
    articles = [make_article(f"Article no. {number}") for number in range(25)]
    response = act(desk, "reject", articles, "status=candidate")
    words = text_of(response.content.decode())
    assert "This is about 25 articles" in words
    assert "Article no. 24" in words
    assert "…" in words
    assert set(statuses().values()) == {"candidate"}


def test_with_a_reason_they_are_rejected_and_filters_kept(desk):
    articles = [make_article(), make_article()]
    page = act(desk, "reject", articles, "status=candidate")
    form = next(form for form in forms_of(page.content.decode()) if "reason" in form.fields)
    response = desk.post(f"{LIST}?status=candidate", form.sent(reason="Advertising"), follow=True)
    assert set(statuses().values()) == {"rejected"}
    assert Action.objects.get().reason == "Advertising"
    assert response.redirect_chain == [(f"{LIST}?status=candidate", 302)]


def test_without_a_reason_the_question_is_asked_again(desk):
    article = make_article("One")
    response = desk.post(LIST, {"action": "reject", ACTION_CHECKBOX_NAME: [article.pk], "reason": "  "})
    assert "Say why" in response.content.decode()
    assert statuses() == {"One": "candidate"}


def test_all_that_match_are_taken_not_only_those_of_the_page(desk):
    for number in range(120):
        make_article(f"Match {number}", decision="review")
    make_article("Other")
    first = Article.objects.filter(decision="review").first()
    response = act(desk, "publish", [first], "status=review", select_across=1)
    assert messages_of(response) == "120 articles published."
    assert statuses()["Other"] == "candidate"


def test_all_that_match_can_be_rejected_too(desk):
    for number in range(60):
        make_article(f"Match {number}", decision="review")
    page = act(desk, "reject", [Article.objects.first()], "status=review", select_across=1)
    assert "This is about 60 articles" in text_of(page.content.decode())
    form = next(form for form in forms_of(page.content.decode()) if "reason" in form.fields)
    desk.post(f"{LIST}?status=review", form.sent(reason="No"))
    assert set(statuses().values()) == {"rejected"}


def test_the_number_of_queries_does_not_grow_with_the_number_chosen(desk):
    counts = []
    for number in (5, 150):
        articles = [make_article() for _ in range(number)]
        with CaptureQueriesContext(connection) as captured:
            act(desk, "publish", articles[:1], select_across=1)
        # Rows go in and out of tables in as few batches as the database takes; these are not counted.
        counts.append(sum(query["sql"].startswith(("SELECT", "UPDATE")) for query in captured))
        Action.objects.all().delete()
        Article.objects.all().delete()
    assert counts[0] == counts[1]


def test_only_what_one_may_do_is_offered(client, curator, editor):
    make_article()
    for person, offered in (
        (editor, ["publish", "withdraw", "send_to_review", "reject", "reopen"]),
        (curator, ["send_to_review", "reject", "reopen"]),
    ):
        client.force_login(person)
        assert form_on(client, LIST, id="changelist-form").fields["action"] == offered


def test_making_articles_of_stubs_is_offered_where_stubs_are(desk):
    stub = make_stub("Elsewhere")
    assert "promote" in form_on(desk, f"{LIST}?kind=stub", id="changelist-form").fields["action"]
    act(desk, "promote", [stub], "kind=stub")
    stub.refresh_from_db()
    assert stub.slug


@pytest.mark.parametrize("name", ["publish", "withdraw"])
def test_what_is_not_offered_cannot_be_done(client, curator, name):
    client.force_login(curator)
    article = make_article("One", decision="published" if name == "withdraw" else "")
    before = statuses()
    act(client, name, [article])
    assert statuses() == before


def test_each_button_takes_its_own_action(desk):
    """Django takes the hidden name whose number the pressed button has."""
    make_article()
    form = form_on(desk, LIST, id="changelist-form")
    assert [value for name, value in form.buttons if name == "index"] == ["0", "1", "2", "3", "4"]
    article = Article.objects.get()
    desk.post(LIST, {**form.sent(("index", "2")), ACTION_CHECKBOX_NAME: [article.pk]})
    assert Article.objects.get().status == "review"

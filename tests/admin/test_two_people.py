"""Two people at one article."""

import pytest

from articles.curation.edit import edit
from articles.models import Article
from tests.admin.addresses import page
from tests.admin.browsing import form_on, forms_of, messages_of, text_of
from tests.factories import make_article, make_image, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def form(client, article):
    return form_on(client, page(article), id="article_form")


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_a_picture_that_is_gone_meanwhile_is_no_error_page(desk):
    article = make_article()
    image = make_image(article)
    fields = form(desk, article).sent(title="New")
    image.delete()
    assert desk.post(page(article), fields).status_code == 200


def test_two_people_the_second_is_told_and_shown_what_changed(desk, curator):
    article = make_article("Old title", excerpt="Old excerpt", topics=(make_topic("Old topic"),))
    fields = form(desk, article).sent(("_continue", "1"), title="Alice’s title")
    edit(
        article,
        by=curator,
        values={"title": "Bob’s title", "excerpt": "Bob’s excerpt"},
        topics=[make_topic("Bob’s topic")],
    )
    response = desk.post(page(article), fields)
    words = text_of(response.content.decode())
    assert "Meanwhile" in words
    assert "Bob changed it" in words
    assert "Old title → Bob’s title" in words
    assert fresh(article).title == "Bob’s title"
    shown = next(
        one for one in forms_of(response.content.decode()) if one.attributes.get("id") == "article_form"
    )
    assert shown.fields["title"] == ["Alice’s title"]
    assert shown.fields["excerpt"] == ["Bob’s excerpt"]
    assert shown.fields["topics"][0] == "Bob’s topic"
    desk.post(page(article), shown.sent(("_continue", "1")))
    article = fresh(article)
    assert (article.title, article.excerpt) == ("Alice’s title", "Bob’s excerpt")
    assert [topic.name for topic in article.ordered_topics] == ["Bob’s topic"]


def test_changes_to_other_fields_are_both_kept_and_told(desk, curator):
    article = make_article("Old title", excerpt="Old excerpt", topics=(make_topic("Old topic"),))
    fields = form(desk, article).sent(("_continue", "1"), title="Alice’s title")
    edit(article, by=curator, values={"excerpt": "Bob’s excerpt"}, topics=[make_topic("Bob’s topic")])
    response = desk.post(page(article), fields, follow=True)
    article = fresh(article)
    assert (article.title, article.excerpt) == ("Alice’s title", "Bob’s excerpt")
    assert [topic.name for topic in article.ordered_topics] == ["Bob’s topic"]
    assert "Meanwhile Bob changed it (excerpt, topics); that was kept." in messages_of(response)


def test_a_picture_that_came_meanwhile_stays(desk):
    article = make_article()
    first = make_image(article)
    fields = form(desk, article).sent(("_continue", "1"), title="New")
    second = make_image(article)
    desk.post(page(article), fields)
    assert list(article.images.all()) == [first, second]


def test_a_decision_in_between_disturbs_nobody(desk, editor):
    article = make_article("Old")
    fields = form(desk, article).sent(title="New")
    desk.post(f"/admin/articles/article/{article.pk}/decide/publish/")
    live_from = fresh(article).live_from
    desk.post(page(article), fields)
    article = fresh(article)
    assert (article.title, article.status, article.live_from) == ("New", "published", live_from)


def test_of_several_changes_the_first_value_is_what_was_seen(desk, curator):
    article = make_article("One", excerpt="Old")
    fields = form(desk, article).sent(("_continue", "1"), excerpt="Mine")
    for title in ("Two", "Three"):
        edit(article, by=curator, values={"title": title})
    desk.post(page(article), fields)
    assert (fresh(article).title, fresh(article).excerpt) == ("Three", "Mine")


def test_a_time_that_a_decision_set_is_not_set_back(desk, editor):
    article = make_article("One", decision="published")
    fields = form(desk, article).sent(("_continue", "1"), title="Two")
    for verb in ("withdraw", "publish"):
        desk.post(f"/admin/articles/article/{article.pk}/decide/{verb}/")
    live_from = fresh(article).live_from
    desk.post(page(article), fields)
    assert (fresh(article).title, fresh(article).live_from) == ("Two", live_from)

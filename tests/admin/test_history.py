"""What became of an object, readable."""

import pytest
from django.urls import reverse

from articles.curation.coverage.add import add
from articles.curation.coverage.arrange import Line, arrange
from articles.curation.edit import edit
from articles.curation.edit_provider import edit_provider
from articles.curation.edit_topic import edit_topic
from articles.curation.journal import Changed, record
from articles.curation.pictures import PictureLine
from articles.curation.publish import publish
from articles.curation.reject import reject
from articles.models import Article, Change, ImportRun
from tests.admin.browsing import text_of
from tests.factories import link, make_article, make_image, make_provider, make_stub, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def history(client, row, query=""):
    url = reverse(f"admin:articles_{row._meta.model_name}_history", args=[row.pk])
    response = client.get(url + query)
    assert response.status_code == 200
    return text_of(response.content.decode())


def one(article):
    return Article.objects.filter(pk=article.pk)


def test_it_says_when_who_did_what_and_why(desk, editor):
    article = make_article("Old")
    edit(article, by=editor, values={"title": "New"})
    reject(one(article), by=editor, reason="Advertising.")
    words = history(desk, article)
    assert "Alice rejected it: Advertising. status undecided → rejected" in words
    assert "Alice changed it title Old → New" in words
    assert words.index("rejected it") < words.index("changed it")


def test_imports_and_the_newsroom_itself_are_named(desk):
    article = make_article()
    run = ImportRun.objects.create()
    record("import", [Changed("article", article.pk, kind=Change.Kind.CREATED)], run=run)
    publish(one(article), by=None)
    words = history(desk, article)
    assert f"Import {run.pk} brought it" in words
    assert "The newsroom published it" in words


def test_long_texts_are_told_as_corrections(desk, editor):
    article = make_article(
        excerpt="The city council of Los Angeles banned the software on Tuesday after a long debate."
    )
    edit(
        article,
        by=editor,
        values={
            "excerpt": "The city council of Los Angeles allowed the software on Tuesday after a long debate."
        },
    )
    html = desk.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    assert "<del>banned</del> <ins>allowed</ins>" in html


def test_times_topics_pictures_and_coverage_are_told_in_words(desk, editor):
    article, topic, target = make_article(), make_topic("Privacy"), make_stub("Elsewhere")
    image, other = make_image(article), make_image(article)
    listed = link(article, make_stub("Listed"))
    edit(
        article,
        by=editor,
        values={"live_from": None},
        topics=[topic],
        pictures=[PictureLine(other.pk, "A view"), PictureLine(image.pk)],
    )
    add(article, target, by=editor)
    arrange(article, {listed.pk: Line(position=1, hidden=True, our_title="Ours")}, by=editor)
    arrange(article, {listed.pk: Line(hidden=False)}, by=editor)
    words = history(desk, article)
    for expected in (
        "topics nothing → Privacy",
        "topics nothing → Privacy",
        "pictures put into another order; described anew",
        "coverage added: “Elsewhere”",
        "coverage hidden: “Listed”; given our words: “Listed”; put into another order",
        "coverage shown again: “Listed”",
    ):
        assert expected in words


def test_secrets_and_keys_are_never_told(desk):
    article = make_article()
    fields = {name: ["SECRET-1", "SECRET-2"] for name in ("secured", "key", "address_hash", "extra")}
    record("import", [Changed("article", article.pk, {**fields, "title": ["A", "B"]})])
    words = history(desk, article)
    assert "SECRET" not in words
    assert "title A → B" in words


def test_providers_and_topics_have_a_history_too(desk, editor):
    provider, topic = make_provider("Old"), make_topic("Old topic")
    edit_provider(provider, by=editor, values={"name": "New"})
    edit_topic(topic, by=editor, values={"name": "New topic"})
    assert "name Old → New" in history(desk, provider)
    assert "name Old topic → New topic" in history(desk, topic)


def test_a_long_history_comes_in_pages(desk, editor):
    article = make_article("Title 0")
    for number in range(1, 61):
        edit(article, by=editor, values={"title": f"Title {number}"})
    assert "Title 59 → Title 60" in history(desk, article)
    assert "Page 1 of 2" in history(desk, article)
    assert "Title 0 → Title 1" in history(desk, article, "?p=2")


def test_hostile_values_are_told_as_text(desk, editor):
    article = make_article("Old")
    edit(article, by=editor, values={"title": "<script>alert(1)</script>"})
    assert (
        "<script>alert"
        not in desk.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    )


def test_what_has_no_past_and_what_does_not_exist(desk):
    article = make_article()
    assert "Nothing is known of its past" in history(desk, article)
    assert desk.get(reverse("admin:articles_article_history", args=[article.pk + 1])).status_code == 404

"""Writing, promoting and discarding articles."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from articles.curation.coverage.add import add
from articles.curation.discard import discard
from articles.curation.promote import promote
from articles.curation.publish import publish
from articles.curation.write import write
from articles.models import Action, Article, FormerSlug
from tests.curation.states import changes_of, fresh, one
from tests.factories import make_article, make_stub, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today():
    with time_machine.travel("2026-03-04T23:30:00Z", tick=False):
        yield


def test_an_article_written_by_hand_is_a_candidate_with_todays_slug(editor):
    topic = make_topic("Science")
    article = write({"title": " Pokémon’s return ", "web_url": "https://e.org/1"}, by=editor, topics=[topic])
    assert (article.slug, article.title) == ("2026-03-04-pokemons-return", "Pokémon’s return")
    article = fresh(article)
    assert (article.status, article.ordered_topics) == ("candidate", [topic])
    change = Action.objects.get().changes.get()
    assert (change.kind, change.object_id) == ("created", article.pk)
    assert change.fields["title"] == ["", "Pokémon’s return"]
    assert change.fields["slug"] == [None, article.slug]
    assert change.fields["topics"] == [[], ["Science"]]


def test_slugs_that_are_or_were_taken_are_not_given_again(editor):
    first = write({"title": "One title"}, by=editor)
    FormerSlug.objects.create(slug=f"{first.slug}-2", article=first)
    assert write({"title": "One title"}, by=editor).slug == f"{first.slug}-3"


def test_a_title_without_words_gets_a_slug_all_the_same(editor):
    slugs = {write({"title": "Новости"}, by=editor).slug for _ in range(12)}
    assert len(slugs) == 12
    assert all(len(slug) > len("2026-03-04-") for slug in slugs)


def test_an_article_needs_a_title(editor):
    with pytest.raises(ValidationError):
        write({"title": " "}, by=editor)
    with pytest.raises(ValueError, match="decision"):
        write({"title": "New", "decision": "published"}, by=editor)


def test_only_those_who_may_add_articles_write(curator):
    with pytest.raises(PermissionDenied):
        write({"title": "New"}, by=curator)


def test_a_promoted_stub_is_an_article_that_can_be_published(editor):
    stub = make_stub("Known elsewhere", decision="rejected")
    action = promote(one(stub), by=editor)
    stub = fresh(stub)
    assert stub.slug == "2024-05-01-known-elsewhere"
    assert stub.status == "candidate"
    assert changes_of(action)[stub.pk] == {"slug": [None, stub.slug], "decision": ["rejected", ""]}
    publish(one(stub), by=editor)
    assert fresh(stub).is_live()


def test_many_stubs_get_slugs_of_their_own(editor):
    stubs = [make_stub("One title") for _ in range(15)]
    article = make_article("One title")
    action = promote(Article.objects.all(), by=editor)
    assert len({fresh(stub).slug for stub in stubs}) == 15
    assert [one["id"] for one in action.blocked] == [article.pk]


def test_only_those_who_may_add_articles_promote(curator):
    with pytest.raises(PermissionDenied):
        promote(one(make_stub()), by=curator)


def test_a_draft_goes_and_the_journal_keeps_what_it_said(editor):
    article = write({"title": "Draft", "commentary": "Words"}, by=editor, topics=[make_topic("Science")])
    add(article, make_stub(), by=editor)
    action = discard(article, by=editor)
    assert not Article.objects.filter(pk=article.pk).exists()
    change = action.changes.get()
    assert change.kind == "deleted"
    assert change.fields["commentary"] == ["Words", None]
    assert change.fields["topics"] == [["Science"], None]
    assert change.fields["related"][0]


def test_what_an_import_brought_stays(editor):
    with pytest.raises(ValidationError, match="import"):
        discard(make_stub(), by=editor)


@pytest.mark.parametrize("decision", ["published", "withdrawn"])
def test_what_readers_had_stays(editor, decision):
    with pytest.raises(ValidationError, match="Readers"):
        discard(make_article(decision=decision), by=editor)


def test_what_others_list_stays(editor):
    article = make_article()
    add(make_article(), article, by=editor)
    with pytest.raises(ValidationError, match="coverage"):
        discard(article, by=editor)


def test_only_those_who_may_delete_discard(curator):
    with pytest.raises(PermissionDenied):
        discard(make_article(), by=curator)

"""Publishing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.curation.publish import publish
from articles.models import Action, Article
from tests.curation.states import changes_of, fresh, one
from tests.factories import make_article, make_stub

pytestmark = pytest.mark.django_db


def test_a_candidate_becomes_visible_from_now_on(editor):
    article = make_article()
    before = timezone.now()
    action = publish(one(article), by=editor)
    article = fresh(article)
    assert article.status == "published"
    assert before <= article.live_from <= timezone.now()
    assert list(Article.objects.published()) == [article]
    assert (action.verb, action.by) == ("publish", editor)


def test_the_journal_says_what_changed_per_article(editor):
    first, second = make_article(), make_article(flagged=True)
    action = publish(Article.objects.all(), by=editor)
    changes = changes_of(action)
    assert set(changes[first.pk]) == {"decision", "live_from"}
    assert changes[second.pk] == {"decision": ["", "published"]}


def test_an_article_that_is_live_keeps_its_place(editor):
    article = make_article(flagged=True)
    publish(one(article), by=editor)
    assert fresh(article).live_from == article.live_from
    assert fresh(article).decision == "published"


def test_publishing_twice_records_nothing_the_second_time(editor):
    article = make_article()
    publish(one(article), by=editor)
    assert publish(one(article), by=editor).pk is None
    assert Action.objects.count() == 1


def test_a_stub_stays_and_is_named_with_what_to_do(editor):
    stub, article = make_stub("Elsewhere"), make_article()
    action = publish(Article.objects.all(), by=editor)
    assert fresh(article).status == "published"
    assert fresh(stub).status == "candidate"
    assert [(one["id"], one["title"]) for one in action.blocked] == [(stub.pk, "Elsewhere")]
    assert "promote it" in action.blocked[0]["why"]
    assert Action.objects.get().blocked == action.blocked


def test_an_article_with_nothing_to_read_stays(editor):
    empty = make_article(web_url="")
    ours = make_article(web_url="", commentary="Our own words.")
    action = publish(Article.objects.all(), by=editor)
    assert [one["id"] for one in action.blocked] == [empty.pk]
    assert fresh(ours).status == "published"


def test_publishing_at_an_instant_ahead_schedules(editor):
    article = make_article()
    at = timezone.now() + timedelta(hours=2)
    publish(one(article), by=editor, at=at, until=at + timedelta(days=1))
    assert not Article.objects.published().exists()
    assert list(Article.objects.published(at)) == [article]
    assert not Article.objects.published(at + timedelta(days=1)).exists()


def test_publishing_a_scheduled_article_shows_it_now(editor):
    article = make_article(decision="published", live_from=timezone.now() + timedelta(days=1))
    publish(one(article), by=editor)
    assert fresh(article).is_live()


def test_an_expired_span_is_cleared_and_one_ahead_is_kept(editor):
    now = timezone.now()
    expired = make_article(live_from=now - timedelta(days=2), live_until=now - timedelta(days=1))
    ahead = make_article(live_until=now + timedelta(days=1))
    publish(Article.objects.all(), by=editor)
    assert fresh(expired).live_until is None
    assert fresh(ahead).live_until == ahead.live_until


@pytest.mark.parametrize("hours", [-1, 1])
def test_an_end_before_the_beginning_is_refused(editor, hours):
    now = timezone.now()
    with pytest.raises(ValidationError):
        publish(
            one(make_article()), by=editor, at=now + timedelta(hours=2), until=now + timedelta(hours=hours)
        )


def test_a_withdrawn_article_comes_back(editor):
    article = make_article(decision="withdrawn", unpublished_at=timezone.now())
    publish(one(article), by=editor)
    assert fresh(article).is_live()
    assert fresh(article).unpublished_at is None


def test_a_withdrawn_article_stays_lost_until_its_new_time_comes(editor):
    lost = timezone.now() - timedelta(days=1)
    article = make_article(decision="withdrawn", unpublished_at=lost)
    publish(one(article), by=editor, at=timezone.now() + timedelta(days=1))
    assert fresh(article).unpublished_at == lost


def test_only_those_who_may_publish_do(curator, reader):
    article = make_article()
    for person in (curator, reader):
        with pytest.raises(PermissionDenied):
            publish(one(article), by=person)
    assert fresh(article).decision == ""


def test_the_newsroom_itself_may_publish():
    article = make_article()
    assert publish(one(article), by=None).by is None
    assert fresh(article).is_live()

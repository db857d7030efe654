"""Withdrawing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.curation.withdraw import withdraw
from articles.models import Article
from tests.curation.states import changes_of, fresh, one
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("published", [{"flagged": True}, {"decision": "published"}])
def test_readers_lose_a_live_article_and_it_is_known_since_when(editor, published):
    article = make_article(**published)
    before = timezone.now()
    action = withdraw(one(article), by=editor, reason="The source took it back.")
    article = fresh(article)
    assert article.status == "withdrawn"
    assert before <= article.unpublished_at <= timezone.now()
    assert set(changes_of(action)[article.pk]) == {"decision", "unpublished_at"}
    assert action.reason == "The source took it back."


def test_an_article_that_readers_never_had_leaves_no_trace_for_them(editor):
    article = make_article(decision="published", live_from=timezone.now() + timedelta(days=1))
    withdraw(one(article), by=editor)
    assert fresh(article).status == "withdrawn"
    assert fresh(article).unpublished_at is None


def test_an_article_whose_time_was_over_was_lost_then(editor):
    now = timezone.now()
    article = make_article(flagged=True, live_until=now - timedelta(days=1))
    withdraw(one(article), by=editor)
    assert fresh(article).unpublished_at == article.live_until


@pytest.mark.parametrize(
    ("decision", "why"),
    [("", "reject it"), ("review", "reject it"), ("rejected", "reject it"), ("withdrawn", "already")],
)
def test_what_is_not_published_stays_with_a_reason(editor, decision, why):
    article = make_article(decision=decision)
    action = withdraw(one(article), by=editor)
    assert action.pk is None
    assert why in str(action.blocked[0]["why"])
    assert fresh(article).decision == decision


def test_only_those_who_may_publish_withdraw(curator):
    article = make_article(flagged=True)
    with pytest.raises(PermissionDenied):
        withdraw(one(article), by=curator)
    assert Article.objects.published().exists()

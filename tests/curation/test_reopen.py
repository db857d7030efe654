"""Reopening."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.curation.reopen import reopen
from tests.curation.states import changes_of, fresh, one
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("decision", ["review", "rejected"])
def test_a_candidate_is_a_candidate_again(curator, decision):
    article = make_article(decision=decision)
    action = reopen(one(article), by=curator)
    assert fresh(article).status == "candidate"
    assert changes_of(action) == {article.pk: {"decision": [decision, ""]}}


def test_what_upstream_publishes_is_published_again(editor):
    article = make_article(flagged=True, decision="withdrawn", unpublished_at=timezone.now())
    reopen(one(article), by=editor)
    assert fresh(article).is_live()
    assert fresh(article).unpublished_at is None


def test_what_upstream_holds_back_is_lost_to_readers(editor):
    article = make_article(decision="published")
    reopen(one(article), by=editor)
    assert fresh(article).status == "candidate"
    assert fresh(article).unpublished_at is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "published"},
        {"decision": "withdrawn", "flagged": True},
        {"decision": "review", "flagged": True},
    ],
)
def test_only_those_who_may_publish_reopen_what_readers_would_notice(curator, fields):
    article = make_article(**fields)
    action = reopen(one(article), by=curator)
    assert action.pk is None
    assert "may publish" in str(action.blocked[0]["why"])
    assert fresh(article).decision == fields["decision"]


def test_what_nobody_decided_stays_as_it_is(curator):
    assert reopen(one(make_article()), by=curator).pk is None


def test_readers_reopen_nothing(reader):
    with pytest.raises(PermissionDenied):
        reopen(one(make_article(decision="review")), by=reader)

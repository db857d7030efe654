"""Sending to review."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.curation.send_to_review import send_to_review
from tests.curation.states import fresh, one
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("decision", ["", "rejected", "withdrawn"])
def test_what_readers_do_not_have_can_be_looked_at_again(curator, decision):
    article = make_article(decision=decision)
    action = send_to_review(one(article), by=curator, reason="Is this one of ours?")
    assert fresh(article).status == "review"
    assert action.reason == "Is this one of ours?"


def test_a_published_article_is_not_held_back_by_it(curator):
    article = make_article(flagged=True)
    action = send_to_review(one(article), by=curator)
    assert fresh(article).status == "published"
    assert "withdraw it" in str(action.blocked[0]["why"])


def test_readers_send_nothing_to_review(reader):
    with pytest.raises(PermissionDenied):
        send_to_review(one(make_article()), by=reader)

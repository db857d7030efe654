"""Rejecting."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.curation.reject import reject
from articles.models import Action
from tests.curation.states import changes_of, fresh, one
from tests.factories import make_article, make_stub

pytestmark = pytest.mark.django_db


def test_candidates_and_stubs_are_rejected_for_a_reason_that_is_kept(curator):
    for article in (make_article(), make_article(decision="review"), make_stub()):
        before = article.decision
        action = reject(one(article), by=curator, reason=" Advertising. ")
        assert fresh(article).status == "rejected"
        assert changes_of(action) == {article.pk: {"decision": [before, "rejected"]}}
        assert action.reason == "Advertising."


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_rejected(curator, reason):
    article = make_article()
    with pytest.raises(ValidationError):
        reject(one(article), by=curator, reason=reason)
    assert fresh(article).decision == ""


def test_what_readers_have_is_withdrawn_not_rejected(curator):
    action = reject(one(make_article(flagged=True)), by=curator, reason="Old.")
    assert "withdraw it" in str(action.blocked[0]["why"])
    assert not Action.objects.exists()


def test_readers_do_not_reject(reader):
    with pytest.raises(PermissionDenied):
        reject(one(make_article()), by=reader, reason="No.")

"""Asking for a permission."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from articles.curation.permissions import PUBLISH_ARTICLE, require

pytestmark = pytest.mark.django_db


def test_who_has_it_is_given_back(editor):
    assert require(editor, PUBLISH_ARTICLE) == editor
    assert require(None, PUBLISH_ARTICLE) is None


def test_anybody_else_is_refused_by_name(curator):
    with pytest.raises(PermissionDenied, match=r"Bob lacks the permission articles\.publish_article"):
        require(curator, PUBLISH_ARTICLE)
    with pytest.raises(PermissionDenied):
        require(AnonymousUser(), PUBLISH_ARTICLE)


def test_a_closed_account_may_nothing(editor):
    editor.is_active = False
    with pytest.raises(PermissionDenied):
        require(editor, PUBLISH_ARTICLE)

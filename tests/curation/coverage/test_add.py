"""Adding and removing coverage."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.curation.coverage.add import add
from articles.curation.coverage.remove import remove
from articles.models import Action
from tests.factories import link, make_article, make_mention, make_stub

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_article, make_stub])
def test_articles_and_stubs_are_added_last(curator, make):
    article, target = make_article(), make()
    link(article, make_stub())
    add(article, target, by=curator)
    added = article.related_links.last()
    assert (added.target, added.position, added.key, added.mention) == (target, 1, "", None)


def test_what_is_listed_already_is_listed_once(curator):
    article, target = make_article(), make_article()
    add(article, target, by=curator)
    assert add(article, target, by=curator).pk is None
    assert article.related_links.count() == 1


def test_an_article_is_no_coverage_of_itself(curator):
    article = make_article()
    with pytest.raises(ValidationError, match="itself"):
        add(article, article, by=curator)


def test_readers_add_and_remove_nothing(reader):
    article, target = make_article(), make_article()
    with pytest.raises(PermissionDenied):
        add(article, target, by=reader)
    with pytest.raises(PermissionDenied):
        remove(article, [1], by=reader)


def test_what_an_editor_added_goes_and_what_the_file_lists_is_hidden(curator):
    article = make_article()
    ours = link(article, make_article())
    theirs = link(article, make_stub(), mention=make_mention(title="Theirs"))
    remove(article, [ours.pk, theirs.pk], by=curator)
    (left,) = article.related_links.all()
    assert (left, left.hidden) == (theirs, True)
    assert Action.objects.count() == 1

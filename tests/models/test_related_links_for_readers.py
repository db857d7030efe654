"""Which links readers see, and how many there are."""

import pytest

from articles.models import Article, RelatedLink
from tests.factories import link, make_article, make_mention, make_stub
from tests.public.world import LINKS_HIDDEN, unseen_fields

pytestmark = pytest.mark.django_db


def seen(article: Article) -> list[str]:
    return [one.title for one in article.related_links.for_readers().with_words()]


def test_links_to_what_readers_lost_or_staff_turned_down_are_left_out() -> None:
    article = make_article()
    for state, fields in unseen_fields().items():
        link(article, make_article(**fields), mention=make_mention(title=state))

    assert seen(article) == [state for state in unseen_fields() if state not in LINKS_HIDDEN]


def test_links_to_rejected_stubs_and_hidden_links_are_left_out() -> None:
    article = make_article()
    link(article, make_stub(decision="rejected"), mention=make_mention(title="Rejected"))
    link(article, make_stub(), mention=make_mention(title="Hidden"), hidden=True)
    link(article, make_stub(), mention=make_mention(title="Shown"))

    assert seen(article) == ["Shown"]


def test_link_of_an_editor_to_an_article_written_here_waits_until_it_is_published() -> None:
    article, ours = make_article(), make_article("Ours")
    link(article, ours)

    assert seen(article) == []
    Article.objects.filter(pk=ours.pk).update(decision="published")
    assert seen(article) == ["Ours"]


def test_link_of_an_editor_with_words_of_their_own_is_shown() -> None:
    article = make_article()
    link(article, make_article("Theirs"), our_title="Ours")

    assert seen(article) == ["Ours"]


def test_links_are_counted_as_readers_see_them_in_one_query(django_assert_num_queries: object) -> None:
    one, other, none = make_article(), make_article(), make_article()
    for _ in range(3):
        link(one, make_stub(), mention=make_mention(title="Shown"))
    link(one, make_stub(), mention=make_mention(title="Hidden"), hidden=True)
    link(other, make_article(decision="published"), mention=make_mention(title="Here"))

    with django_assert_num_queries(1):  # type: ignore[operator]
        counted = Article.objects.filter(pk__in=[one.pk, other.pk, none.pk])
        counts = dict(counted.values_list("pk", RelatedLink.objects.of_each()))

    assert counts == {one.pk: 3, other.pk: 1, none.pk: None}

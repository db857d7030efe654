"""What lists show of articles beside their own rows."""

import pytest

from articles.models import Article
from articles.public.cards import cards
from tests.factories import link, make_article, make_image, make_mention, make_stub, make_topic

pytestmark = pytest.mark.django_db
HELD = {"card": {"name": "a.jpg", "width": 3, "height": 2}}


def test_reports_are_counted_as_readers_see_them_in_one_query(django_assert_num_queries: object) -> None:
    articles = one, other, none = make_article(), make_article(), make_article()
    for _ in range(3):
        link(one, make_stub(), mention=make_mention(title="Shown"))
    link(one, make_stub(), mention=make_mention(title="Hidden"), hidden=True)
    link(other, make_article(decision="published"), mention=make_mention(title="Here"))

    with django_assert_num_queries(1):  # type: ignore[operator]
        counted = cards(articles)

    assert [(card.article, card.reports) for card in counted] == [(one, 3), (other, 1), (none, 0)]


def test_topics_and_pictures_come_along_in_order(django_assert_num_queries: object) -> None:
    second, first = make_topic("Second", description="Of words"), make_topic("First")
    one, other = make_article(topics=(first, second)), make_article(topics=(second,))
    for place, name in ((2, "last"), (1, "next"), (0, "elsewhere")):
        make_image(one, position=place, title=name, renditions=HELD if place else {})

    with django_assert_num_queries(3):  # type: ignore[operator]
        found = Article.objects.filter(pk__in=[one.pk, other.pk]).for_cards().in_bulk()
        topics = {pk: [topic.name for topic in article.ordered_topics] for pk, article in found.items()}
        pictures = {pk: [image.title for image in article.pictures] for pk, article in found.items()}

    assert topics == {one.pk: ["First", "Second"], other.pk: ["Second"]}
    assert pictures == {one.pk: ["next", "last"], other.pk: []}
    assert found[other.pk].ordered_topics[0].description == "Of words"  # loaded when it is asked for
    fresh = Article.objects.get(pk=one.pk)
    assert fresh.ordered_topics == found[one.pk].ordered_topics
    assert fresh.pictures == found[one.pk].pictures


def test_no_articles_have_no_topics(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert cards(list(Article.objects.for_cards())) == []

"""What lists show of articles beside their own rows."""

import pytest

from articles.models import Article, Provider, published_cards
from articles.public.cards import Card, cards
from tests.factories import link, make_article, make_image, make_mention, make_stub, make_topic
from tests.public.world import published

pytestmark = pytest.mark.django_db
HELD = {"card": {"name": "a.jpg", "width": 3, "height": 2}}


def test_cards_are_what_readers_see_in_the_order_asked_for(django_assert_num_queries: object) -> None:
    provider = Provider.objects.create(domain="times.example", name="Times")
    topic = make_topic("AI")
    one, other = published(provider=provider, topics=(topic,)), published()
    for _ in range(3):
        link(one, make_stub(), mention=make_mention(title="Shown"))
    link(one, make_stub(), mention=make_mention(title="Hidden"), hidden=True)
    make_image(one, renditions=HELD)
    ids = [other.pk, make_article(decision="withdrawn").pk, one.pk, make_stub().pk]

    with django_assert_num_queries(3):  # type: ignore[operator]
        counted = cards(published_cards(ids))
        shown = [card.shown for card in counted]

    assert [(card.article, card.reports) for card in counted] == [(other, 0), (one, 3)]
    assert shown[1] == Card(Article.objects.get(pk=one.pk), 3).shown
    assert counted[1].article.heat == one.heat  # loaded when it is asked for


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


def test_no_articles_are_no_question(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert cards(published_cards([])) == []

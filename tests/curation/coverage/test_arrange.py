"""Arranging coverage."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation.coverage.arrange import Line, arrange, hide, show
from articles.models import Action
from tests.curation.states import changes_of
from tests.factories import link, make_article, make_mention, make_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article()
    for title in "ABCDE":
        link(article, make_stub(title), our_title=title)
    return article


def order(article):
    return "".join(one.our_title for one in article.related_links.all())


def ids(article):
    return {one.our_title: one.pk for one in article.related_links.all()}


@pytest.mark.parametrize(
    ("places", "result"),
    [
        ({"E": 0}, "EABCD"),
        ({"A": 4}, "BCDEA"),
        ({"A": 1, "B": 0}, "BACDE"),
        ({"C": 99}, "ABDEC"),
        ({"D": 0, "E": 0}, "DEABC"),
    ],
)
def test_links_go_where_they_are_put_and_the_others_keep_their_order(curator, article, places, result):
    known = ids(article)
    arrange(article, {known[name]: Line(position=place) for name, place in places.items()}, by=curator)
    assert order(article) == result
    assert [one.position for one in article.related_links.all()] == [0, 1, 2, 3, 4]


def test_the_journal_keeps_the_list_before_and_after(curator):
    article = make_article()
    mention = make_mention(title="Theirs")
    first, second = link(article, make_stub(), mention=mention), link(article, make_article())
    action = arrange(article, {second.pk: Line(position=0, our_title=" Ours ", hidden=True)}, by=curator)
    theirs = {"target": first.target_id, "key": mention.key, "mention": mention.pk}
    assert changes_of(action)[article.pk]["related"] == [
        [theirs, {"target": second.target_id}],
        [{"target": second.target_id, "hidden": True, "our_title": "Ours"}, theirs],
    ]


def test_hiding_and_showing(curator, article):
    known = ids(article)
    hide(article, [known["B"], known["D"]], by=curator)
    assert "".join(one.our_title for one in article.related_links.filter(hidden=True)) == "BD"
    show(article, [known["B"]], by=curator)
    assert "".join(one.our_title for one in article.related_links.filter(hidden=True)) == "D"


def test_what_is_not_said_and_what_is_the_same_is_no_change(curator, article):
    known = ids(article)
    arrange(
        article,
        {known["A"]: Line(position=0, our_title=" A\r\n"), known["B"]: Line(), 0: Line(hidden=True)},
        by=curator,
    )
    assert not Action.objects.exists()


def test_other_articles_links_are_passed_over(curator, article):
    other = link(make_article(), make_stub())
    arrange(article, {other.pk: Line(hidden=True)}, by=curator)
    other.refresh_from_db()
    assert not other.hidden


def test_readers_arrange_nothing(reader, article):
    with pytest.raises(PermissionDenied):
        hide(article, list(ids(article).values()), by=reader)


def test_moving_the_last_of_179_takes_as_many_statements_as_of_5(curator):
    counts = []
    curator.get_all_permissions()
    for number in (5, 179):
        article = make_article()
        links = [link(article, make_stub()) for _ in range(number)]
        with CaptureQueriesContext(connection) as captured:
            arrange(article, {links[-1].pk: Line(position=0)}, by=curator)
        counts.append(len(captured))
    assert counts[0] == counts[1]

"""All decisions: any query set, any number of articles, the same few statements."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from articles.catalogue import refresh
from articles.curation.publish import publish
from articles.curation.reject import reject
from articles.curation.reopen import reopen
from articles.curation.send_to_review import send_to_review
from articles.curation.withdraw import withdraw
from articles.models import Action, Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db

VERBS: dict[str, tuple[Callable, dict]] = {
    "publish": (publish, {}),
    "withdraw": (withdraw, {"decision": "published"}),
    "reject": (partial(reject, reason="Not ours."), {}),
    "review": (send_to_review, {}),
    "reopen": (reopen, {"decision": "review"}),
}


def make_many(number: int, **fields: object) -> None:
    Article.objects.bulk_create(
        Article(
            title=f"Article {n}",
            slug=f"s-{n}",
            key=f"{n:064x}",
            web_url=f"https://e.org/{n}",
            live_from="2024-05-01T00:00Z",
            **fields,
        )
        for n in range(number)
    )


def statements(verb: Callable, by: object) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        verb(Article.objects.all(), by=by)
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("name", VERBS)
def test_the_number_of_statements_is_the_same_for_5_articles_and_for_500(editor, name):
    verb, fields = VERBS[name]
    editor.get_all_permissions()
    counts = []
    for number in (5, 500):
        make_many(number, **fields)
        sql = statements(verb, editor)
        # The rows of journal and catalogue go in as few batches as the database takes.
        batches = ('INSERT INTO "articles_change"', 'INSERT INTO "articles_entry"')
        counts.append(len([one for one in sql if not one.startswith(batches)]))
        assert Action.objects.latest("pk").changes.count() == number
        Action.objects.all().delete()
        Article.objects.all().delete()
        refresh()
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_annotated_sliced_and_joined_query_sets_are_taken(editor):
    articles = [make_article() for _ in range(4)]
    wild = Article.objects.select_related("provider").annotate(n=Count("related_links")).order_by("-id")[:2]
    publish(wild, by=editor)
    assert list(Article.objects.published().values_list("pk", flat=True).order_by("pk")) == [
        article.pk for article in articles[2:]
    ]

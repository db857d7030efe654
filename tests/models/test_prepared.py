"""Questions whose SQL is put together once answer as query sets made anew do, whatever they are asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from articles.models import Article, among, prepared
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 1, 12, 0, 0, 5, UTC)


def titles(ids: tuple[int, ...], since: datetime, words: str) -> QuerySet[Any, Any]:
    """Titles and dates of articles, to be asked for."""
    made.append(ids)
    shown = Article.objects.filter(among("id", ids), published_at__gte=since, title__contains=words)
    return shown.order_by("id").values_list("title", "published_at")


made: list[object] = []


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_answers_are_those_of_the_query_set(number: int) -> None:
    ask = prepared(titles)
    articles = [make_article(f"100% of {n}", published_at=NOW + timedelta(days=n)) for n in range(number)]
    ids = tuple(article.pk for article in articles)

    for since in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=9)):
        for words in ("0% of ", "of 1", "%s", "' OR 1=1"):
            assert ask(ids, since, words) == list(titles(ids, since, words)), (since, words)


def test_question_is_put_together_once_for_few_lengths() -> None:
    ask = prepared(titles)
    made.clear()

    for number in range(1, 33):
        for _ in range(2):
            ask(tuple(range(number)), NOW, "")

    assert [len(ids) for ids in made] == [1, 2, 4, 8, 16, 32]  # type: ignore[arg-type]


def test_each_answer_is_one_query_and_among_nothing_none() -> None:
    ask = prepared(titles)
    with CaptureQueriesContext(connection) as queries:
        answers = [ask((1, 2), NOW, ""), ask((), NOW, "")]

    assert answers == [[], []]
    assert len(queries) == 1

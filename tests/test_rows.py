"""Rows in bulk, the same on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from articles.models import Topic
from articles.rows import insert, one_of, reserve_ids, update

pytestmark = pytest.mark.django_db
COLUMNS = ("name", "key", "slug", "description", "details", "said")


def row(name: str) -> tuple[Any, ...]:
    return (name, name.casefold(), name.casefold(), "", {}, {"name": name})


def test_rows_go_in_and_change_as_they_are_made() -> None:
    ids = reserve_ids(Topic, 1500)
    assert len(set(ids)) == 1500
    insert(Topic, ("id", *COLUMNS), ((pk, *row(f"Topic {pk}")) for pk in ids))
    assert list(Topic.objects.order_by("id").values_list("id", flat=True)) == sorted(ids)
    update(Topic, ("name", "said"), ((f"Other {pk}", {"name": "é"}, pk) for pk in ids[:2]))
    changed = Topic.objects.filter(name__startswith="Other").order_by("id")
    assert [(one.pk, one.said) for one in changed] == [(pk, {"name": "é"}) for pk in ids[:2]]


def test_no_rows_are_no_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not Topic.objects.filter(one_of("id", ())).exists()
        assert Topic.objects.filter(one_of("id", ())).update(name="x") == 0
        assert Topic.objects.filter(one_of("id", ())).delete() == (0, {})
        insert(Topic, COLUMNS, iter(()))
        update(Topic, COLUMNS, iter(()))


@pytest.mark.parametrize("made", [1, 1000])
def test_what_makes_rows_may_ask_nothing(made: int) -> None:
    def rows() -> Iterator[tuple[Any, ...]]:
        for number in range(made):
            yield row(f"Topic {number}")
        yield row(str(Topic.objects.count()))

    with pytest.raises(RuntimeError, match="ask nothing"), transaction.atomic():
        insert(Topic, COLUMNS, rows())
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("field", "values", "found"),
    [
        ("name", ['say "so"', "Ünï \\ '", "%s", "no such"], 3),
        ("name", [], 0),
        ("id", [1_000_001, 1_000_002, 5], 2),
        ("id", [], 0),
        ("name", map(str, range(40_000)), 0),
    ],
)
def test_one_of_takes_any_number_of_texts_or_numbers(field: str, values: Any, found: int) -> None:
    names = ['say "so"', "Ünï \\ '", "%s", "other"]
    insert(Topic, ("id", *COLUMNS), ((1_000_001 + at, *row(name)) for at, name in enumerate(names)))
    assert Topic.objects.filter(one_of(field, values)).count() == found

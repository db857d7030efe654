"""The three-way merge of one value and of one list."""

from hypothesis import given
from hypothesis import strategies as st

from articles.merge import Merged, merge_list, merge_value

items = st.lists(st.integers(0, 8), unique=True)


def test_upstream_wins_where_staff_changed_nothing() -> None:
    assert merge_value("a", "b", "a") == Merged("b")


def test_ours_wins_where_only_staff_changed() -> None:
    assert merge_value("a", "a", "c") == Merged("c")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    assert merge_value("a", "b", "b") == Merged("b")


def test_different_changes_keep_ours_and_are_a_conflict() -> None:
    assert merge_value("a", "b", "c") == Merged("c", conflict=True)


def test_an_untouched_list_follows_upstream() -> None:
    assert merge_list([1, 2], [2, 3, 1], [1, 2]) == [2, 3, 1]


def test_what_staff_removed_stays_removed() -> None:
    assert merge_list([1, 2, 3], [1, 2, 3, 4], [1, 3]) == [1, 3, 4]


def test_what_staff_added_stays_behind_its_neighbour() -> None:
    assert merge_list([1, 2], [1, 2, 3], [1, 9, 2]) == [1, 9, 2, 3]


def test_what_upstream_drops_goes() -> None:
    assert merge_list([1, 2, 3], [3, 1], [1, 2, 3, 9]) == [3, 9, 1]


def test_the_order_of_staff_wins_and_new_items_follow_their_neighbour() -> None:
    assert merge_list([1, 2, 3], [1, 4, 2, 3], [3, 2, 1]) == [3, 2, 1, 4]


@given(items, items)
def test_without_staff_changes_the_list_is_upstreams(base: list[int], upstream: list[int]) -> None:
    assert merge_list(base, upstream, base) == upstream


@given(items, items)
def test_without_upstream_changes_the_list_is_ours(base: list[int], ours: list[int]) -> None:
    assert merge_list(base, base, ours) == ours


@given(items, items, items)
def test_every_item_is_decided_by_whoever_changed_it(
    base: list[int], upstream: list[int], ours: list[int]
) -> None:
    merged = merge_list(base, upstream, ours)
    assert len(merged) == len(set(merged))
    assert set(merged) == {
        item
        for item in {*base, *upstream, *ours}
        if ((item in upstream and item in ours) if item in base else (item in upstream or item in ours))
    }

"""Whatever a collection holds: twice is once, and neither order nor partition into runs matters."""

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing.run import Options, import_seeds
from tests.rows import all_rows, forget_everything
from tests.seeds import entry, seed, write_seeds

pytestmark = pytest.mark.django_db
EXAMPLES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

titles = st.sampled_from(("A", "a", "B", "C", "Новости"))
addresses = st.sampled_from(
    ("https://x.example/1", "http://X.example/1#top", "https://x.example/2", "https://y.example/")
)
days = st.sampled_from(("2024-05-01T12:00:00Z", "2024-05-02T12:00:00Z"))
providers = st.builds(
    lambda domain, name, logo: {
        "domain": domain,
        "name": name,
        **({"images": [{"url": f"https://l.example/{logo}"}]} if logo else {}),
    },
    st.sampled_from(("x.example", "y.example")),
    st.sampled_from(("One", "Two")),
    st.sampled_from(("", "1", "2")),
)
common = {"webUrl": addresses, "publishedDateTime": days, "provider": providers, "quality": st.integers(0, 2)}
entries = st.builds(lambda title, values: entry(title, **values), titles, st.fixed_dictionaries(common))
files = st.builds(
    lambda title, values: seed(title, **values),
    titles,
    st.fixed_dictionaries(
        {
            **common,
            "heat": st.integers(-1, 2),
            "published": st.booleans(),
            "topics": st.lists(st.sampled_from(("AI", "ai", "C", "C++", "c")), max_size=3),
            "related": st.lists(entries, max_size=3),
        }
    ),
)
slugs = st.sampled_from([f"2024-05-01-{letter}.md" for letter in "abcdef"])
collections = st.dictionaries(slugs, files, min_size=1, max_size=6)


def rows_after(files: dict[str, bytes], groups: list[list[str]] | None = None) -> dict[str, list[Any]]:
    """The rows after importing `files`, all at once or in groups, into an empty database."""
    forget_everything()
    folder = Path(tempfile.mkdtemp())
    try:
        path = write_seeds(folder / "collection", files)
        for group in groups or [None]:
            paths = [path] if group is None else [f"{path}/{name}" for name in group]
            import_seeds(paths, Options(source="collection"))
        return all_rows()
    finally:
        shutil.rmtree(folder)


@given(collections, st.randoms(use_true_random=False), st.integers(1, 6))
@EXAMPLES
def test_any_order_and_partition_of_well_named_files_gives_the_same_rows(
    files: dict[str, bytes], chance: random.Random, size: int
) -> None:
    names = list(files)
    chance.shuffle(names)
    groups = [names[start : start + size] for start in range(0, len(names), size)]
    unequal = {content: name for name, content in files.items()}
    if len(unequal) < len(files):
        return  # of equal files the second is skipped, which needs both in one run
    assert rows_after(files, groups) == rows_after(files)


@given(
    st.dictionaries(st.sampled_from([f"{letter}.txt" for letter in "abcdef"]), files, min_size=1, max_size=6)
)
@EXAMPLES
def test_any_order_of_opaque_files_gives_the_same_rows(files: dict[str, bytes]) -> None:
    names = sorted(files)
    assert rows_after(files, [names]) == rows_after(files, [names[::-1]])


@given(collections)
@EXAMPLES
def test_twice_is_once(files: dict[str, bytes]) -> None:
    once = rows_after(files)
    assert rows_after(files, [sorted(files), sorted(files)]) == once


@given(collections, collections)
@EXAMPLES
def test_of_two_states_the_second_stands(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    """Articles and their lists hold nothing of a state that is over; of providers, who spoke last stays."""
    second = {name: second.get(name, next(iter(second.values()))) for name in first}
    if len(set(second.values())) < len(second):
        return
    forget_everything()
    folder = Path(tempfile.mkdtemp())
    try:
        for state in (first, second):
            import_seeds([write_seeds(folder / "collection", state)], Options(source="collection"))
        told = all_rows()
    finally:
        shutil.rmtree(folder)
    expected = rows_after(second)
    for rows in (told, expected):
        for article in rows["Article"]:
            del article["unpublished_at"], article["provider_id"]
    for name in ("Article", "RelatedLink", "Image", "ArticleTopic"):
        assert told[name] == expected[name]

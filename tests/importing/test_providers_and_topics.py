"""Which of many files' statements about a provider or a topic stands."""

from itertools import permutations
from typing import Any

import pytest

from articles.models import Article, Change, Provider, Topic
from tests.imports import Import
from tests.rows import all_rows, forget_everything
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db


def named(name: str, logo: str = "") -> dict[str, Any]:
    images = [{"url": f"https://logos.example/{logo}", "width": 50, "height": 50}]
    return {"name": name, "domain": "example.com", **({"images": images} if logo else {})}


def test_the_own_block_of_the_latest_article_decides_in_any_order_of_runs(imported: Import) -> None:
    files = {
        "2024-05-01-a.md": seed("A", provider=named("Oldest", "old.png")),
        "2024-05-03-b.md": seed(
            "B", provider=named("Latest"), publishedDateTime="2024-05-03T12:00:00Z", topics=["AI", "Azure"]
        ),
        "2024-05-02-c.md": seed(
            "C",
            provider={"name": "Other", "domain": "other.example"},
            related=[entry("D", provider=named("Mentioned"), publishedDateTime="2024-06-01T12:00:00Z")],
            topics=["ai"],
        ),
    }
    results = []
    for order in permutations(files):
        for name in order:
            imported({name: files[name]}, folder=name)
        results.append(all_rows())
        assert Provider.objects.get(domain="example.com").name == "Latest"
        assert Provider.objects.get(domain="example.com").images[0]["url"] == "https://logos.example/old.png"
        assert sorted(Topic.objects.values_list("name", flat=True)) == ["AI", "Azure"]
        forget_everything()
    for result in results:
        del result["Document"]  # paths and sources are those of the runs
    assert all(result == results[0] for result in results)


def test_a_new_logo_alone_updates_the_provider_and_leaves_the_article_unchanged(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", provider=named("Example", "a.png"))})
    report = imported({"2024-05-01-a.md": seed("A", provider=named("Example", "b.png"))})
    assert (report.unchanged, report.updated, report.providers_updated) == (1, 0, 1)
    assert Provider.objects.get().images[0]["url"] == "https://logos.example/b.png"
    again = imported({"2024-05-01-a.md": seed("A", provider=named("Example", "b.png"))})
    assert (again.unchanged, again.providers_updated) == (1, 0)


def test_a_name_that_staff_gave_outlives_imports(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", provider=named("Exmaple"))})
    Provider.objects.update(name="Example Media")
    imported({"2024-05-01-a.md": seed("A", provider=named("Example"))})
    provider = Provider.objects.get()
    assert (provider.name, provider.upstream("name")) == ("Example Media", "Example")


def test_topics_keep_their_order_and_are_one_whatever_their_case(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", topics=["Zebra", "AI", "zebra"])})
    assert [topic.name for topic in Article.objects.get().ordered_topics] == ["Zebra", "AI"]


def test_topics_without_a_slug_of_their_own_get_distinct_ones(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", topics=["C", "C++", "C#", "Новости"])})
    slugs = set(Topic.objects.values_list("slug", flat=True))
    assert len(slugs) == 4
    assert "c" in slugs


@pytest.mark.parametrize("order", list(permutations(["Straße", "STRASSE", "strasse"])))
def test_the_slug_of_a_topic_does_not_depend_on_which_spelling_comes_first(
    order: tuple[str, ...], imported: Import
) -> None:
    for number, name in enumerate(order):
        imported({f"2024-05-0{number + 1}-a.md": seed(topics=[name])}, folder=name)
    assert Topic.objects.get().slug == "strasse"


def test_what_changed_on_a_provider_is_journalled(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", provider=named("One"))})
    imported({"2024-05-01-a.md": seed("A", provider=named("Two"))})
    assert Change.objects.get(model="provider", kind="changed").fields["name"] == ["One", "Two"]

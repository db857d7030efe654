"""Which article a file is, whatever its name, its folder and the order of files."""

import hashlib

import pytest

from articles.models import Article, FormerSlug
from tests.imports import Import
from tests.seeds import seed

pytestmark = pytest.mark.django_db


def slugs() -> list[str]:
    return sorted(Article.objects.filed().values_list("slug", flat=True))


def test_a_file_that_is_named_by_its_slug_has_that_slug(imported: Import) -> None:
    imported({"2024-05-02-own_name.md": seed("Something else")})
    assert slugs() == ["2024-05-02-own_name"]


def test_an_opaque_file_gets_its_slug_from_date_and_title(imported: Import) -> None:
    imported(
        {"001_ab.txt": seed("Pokémon: Clearview’s answer", publishedDateTime="2024-05-01T23:30:00-02:00")}
    )
    assert slugs() == ["2024-05-02-pokemon-clearviews-answer"]


def test_an_opaque_file_stays_its_article_under_a_new_title(imported: Import) -> None:
    imported({"001.txt": seed("First", webUrl="https://a.example/1")})
    report = imported({"001.txt": seed("Second", webUrl="https://a.example/2")})
    assert report.updated == 1
    assert slugs() == ["2024-05-01-first"]
    assert Article.objects.get().title == "Second"


def test_an_opaque_file_under_a_new_name_is_the_article_with_its_key(imported: Import) -> None:
    imported({"001.txt": seed("First", quality=1)})
    report = imported({"002.txt": seed("First", quality=2)})
    assert (report.updated, report.missing) == (1, 0)
    assert Article.objects.get().quality == 2


def test_of_two_opaque_files_with_one_key_the_later_goes_first(imported: Import) -> None:
    earlier = seed("Same", publishedDateTime="2024-05-01T10:00:00Z", quality=1)
    later = seed("Same", publishedDateTime="2024-05-01T11:00:00Z", quality=2)
    for files in ({"a.md": earlier, "b.md": later}, {"a.md": later, "b.md": earlier}):
        report = imported(files)
        assert [entry.problem.code for entry in report.problems] == ["duplicate-address"]
        assert Article.objects.get().quality == 2


def test_an_earlier_opaque_file_does_not_take_over_in_a_later_run(imported: Import) -> None:
    imported({"a.md": seed("Same", publishedDateTime="2024-05-01T11:00:00Z")}, folder="one")
    report = imported({"b.md": seed("Same", publishedDateTime="2024-05-01T10:00:00Z")}, folder="two")
    assert [entry.problem.code for entry in report.problems] == ["duplicate-address"]


def test_of_two_files_with_one_slug_the_smaller_path_goes_first(imported: Import) -> None:
    report = imported({"2024-05-01-a.md": seed("First"), "2024-05-01-a.txt": seed("Second")})
    assert [(entry.path[-3:], entry.problem.code) for entry in report.problems] == [("txt", "duplicate-slug")]
    assert Article.objects.get().title == "First"


def test_a_copy_of_a_file_is_skipped(imported: Import) -> None:
    content = seed("Same")
    report = imported({"2024-05-01-a.md": content, "2024-05-01-b.md": content})
    assert (report.created, report.skipped, report.rejected) == (1, 1, 0)
    again = imported({"2024-05-01-a.md": content, "2024-05-01-b.md": content})
    assert (again.unchanged, again.skipped, again.files) == (1, 1, 2)


def test_a_renamed_file_takes_its_article_along_and_the_old_slug_redirects(imported: Import) -> None:
    imported({"2024-05-01-old.md": seed("Same")})
    article = Article.objects.get()
    report = imported({"2024-05-01-new.md": seed("Same", heat=7)})
    assert (report.updated, report.created, report.missing) == (1, 0, 0)
    assert Article.objects.get().pk == article.pk
    assert slugs() == ["2024-05-01-new"]
    assert FormerSlug.objects.get().slug == "2024-05-01-old"


def test_an_article_that_takes_a_former_slug_is_another_one_to_feeds(imported: Import) -> None:
    address = "https://a.example/live"
    imported({"2024-05-01-live.md": seed("Monday", webUrl=address)})
    imported({"2024-05-01-monday.md": seed("Monday", webUrl=address)})
    imported(
        {
            "2024-05-01-monday.md": seed("Monday", webUrl=address),
            "2024-05-01-live.md": seed("Tuesday", webUrl=address),
        }
    )

    assert slugs() == ["2024-05-01-live", "2024-05-01-monday"]
    assert Article.objects.values("feed_id").distinct().count() == 2


def test_a_file_with_the_key_of_an_article_whose_file_is_there_is_another_article(imported: Import) -> None:
    report = imported({"2024-05-01-a.md": seed("Same", heat=1), "2024-05-01-b.md": seed("Same", heat=2)})
    assert report.created == 2
    assert [entry.problem.code for entry in report.notes] == ["shared-address"]


def test_files_that_share_an_address_are_separate_and_noted(imported: Import) -> None:
    address = "https://a.example/story"
    report = imported(
        {
            "2024-05-01-a.md": seed("A", webUrl=address),
            "2024-05-01-b.md": seed("B", webUrl="http://A.example.:80/story?utm_source=x#top"),
        }
    )
    assert report.created == 2
    [note] = report.notes
    assert (note.problem.code, note.path[-4:]) == ("shared-address", "b.md")
    assert "2024-05-01-a" in note.problem.message


def test_a_hundred_equal_titles_and_ten_without_latin_letters_get_stable_slugs(imported: Import) -> None:
    files = {f"x{n}.md": seed("The same title", webUrl=f"https://a.example/{n}") for n in range(100)}
    files |= {f"y{n}.md": seed("Новости", webUrl=f"https://b.example/{n}") for n in range(10)}
    imported(files)
    first = slugs()
    assert len(set(first)) == 110
    digest = hashlib.sha256(b"https://b.example/3").hexdigest()[:8]
    assert f"2024-05-01-{digest}" in first
    imported(files)
    assert slugs() == first


def test_other_categories_are_skipped(imported: Import) -> None:
    report = imported({"a.md": seed("Talk", category="event"), "b.md": seed("News")})
    assert (report.skipped, report.created, report.rejected) == (1, 1, 0)


def test_an_article_whose_file_is_gone_is_reported(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A"), "2024-05-01-b.md": seed("B")})
    report = imported({"2024-05-01-a.md": seed("A")})
    assert report.missing == 1
    assert Article.objects.published().count() == 2


def test_missing_articles_are_withdrawn_where_the_operator_says_so(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A"), "2024-05-01-b.md": seed("B")})
    imported({"2024-05-01-a.md": seed("A")}, withdraw_missing=True)
    assert Article.objects.published().get().title == "A"
    assert Article.objects.get(title="B").status == "withdrawn"

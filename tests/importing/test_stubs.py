"""Articles known only by others' coverage."""

import pytest

from articles.importing import batches
from articles.models import Article, Image, RelatedLink
from tests.imports import Import
from tests.rows import all_rows, forget_everything
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db


def test_a_related_entry_without_a_file_is_a_stub(imported: Import) -> None:
    images = [{"url": "https://images.example/1.png", "width": 10, "height": 5}]
    imported({"2024-05-01-a.md": seed("A", related=[entry("Elsewhere", images=images)])})
    stub = Article.objects.stubs().get()
    assert (stub.title, stub.status, stub.is_live()) == ("Elsewhere", "candidate", False)
    assert Image.objects.get().article == stub


def test_a_stub_becomes_the_article_when_its_file_comes(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", related=[entry("B")])})
    stub = Article.objects.stubs().get()
    report = imported(
        {"2024-05-01-a.md": seed("A", related=[entry("B")]), "2024-05-01-b.md": seed("B", heat=9)}
    )
    article = Article.objects.get(slug="2024-05-01-b")
    assert (article.pk, article.heat, article.mention) == (stub.pk, 9, None)
    assert (report.created, report.unchanged) == (1, 1)
    assert RelatedLink.objects.get().target == article


def test_whether_stub_or_file_comes_first_makes_no_difference(imported: Import) -> None:
    a, b = seed("A", related=[entry("B")]), seed("B", related=[entry("A")])
    imported({"2024-05-01-a.md": a}, folder="one")
    imported({"2024-05-01-b.md": b}, folder="one")
    first = all_rows()
    forget_everything()
    imported({"2024-05-01-a.md": a, "2024-05-01-b.md": b}, folder="one")
    assert all_rows() == first


def test_a_stub_says_what_most_lists_say(imported: Import) -> None:
    one, other = entry("B", quality=1), entry("B", quality=2)
    files = {
        "2024-05-01-a.md": seed("A", related=[one]),
        "2024-05-01-c.md": seed("C", related=[other]),
        "2024-05-01-d.md": seed("D", related=[other]),
    }
    imported({"2024-05-01-a.md": files["2024-05-01-a.md"]})
    assert Article.objects.stubs().get().quality == 1
    imported(files)
    assert Article.objects.stubs().get().quality == 2
    tie = {name: files[name] for name in ("2024-05-01-a.md", "2024-05-01-c.md")}
    tie["2024-05-01-d.md"] = seed("D")
    imported(tie)
    assert Article.objects.stubs().get().quality == 1


def test_a_stub_goes_with_the_last_list_that_names_it(imported: Import) -> None:
    imported({"2024-05-01-a.md": seed("A", related=[entry("B"), entry("C")])})
    imported({"2024-05-01-a.md": seed("A", related=[entry("C")])})
    assert Article.objects.stubs().get().title == "C"


def test_a_link_follows_its_key_when_the_target_is_retitled(imported: Import) -> None:
    listing = seed("A", related=[entry("B")])
    imported({"2024-05-01-a.md": listing, "2024-05-01-b.md": seed("B")})
    retitled = seed("B2", webUrl=entry("B")["webUrl"])
    imported({"2024-05-01-a.md": listing, "2024-05-01-b.md": retitled})
    target = RelatedLink.objects.get().target
    assert (target.is_stub, target.title) == (True, "B")
    imported({"2024-05-01-a.md": listing, "2024-05-01-b.md": seed("B")})
    assert RelatedLink.objects.get().target.slug == "2024-05-01-b"
    assert not Article.objects.stubs().exists()


def test_a_list_keeps_its_own_provider_when_the_target_with_another_is_retitled(imported: Import) -> None:
    other = {"name": "Other", "domain": "other.example"}
    listing = seed("A", related=[entry("B", provider=other)])
    imported({"2024-05-01-a.md": listing, "2024-05-01-b.md": seed("B")})
    retitled = seed("B2", webUrl=entry("B")["webUrl"])
    imported({"2024-05-01-a.md": listing, "2024-05-01-b.md": retitled})
    stub = Article.objects.stubs().get()
    assert stub.provider
    assert (stub.title, stub.provider.domain) == ("B", "other.example")


def test_a_file_comes_though_an_earlier_batch_forgot_its_stub(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 1)
    imported({"2024-05-01-a.md": seed("A", related=[entry("B")])})
    files = {"2024-05-01-a.md": seed("A"), "2024-05-01-b.md": seed("B")}
    assert (report := imported(files)).created == 1, report
    assert set(Article.objects.values_list("title", flat=True)) == {"A", "B"}


def test_a_file_comes_though_an_earlier_batch_forgot_its_stub_and_another_made_it_anew(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 1)
    imported({"2024-05-01-a.md": seed("A", related=[entry("D")])})
    files = {
        "2024-05-01-a.md": seed("A"),
        "2024-05-01-c.md": seed("C", related=[entry("D")]),
        "2024-05-01-d.md": seed("D"),
    }
    assert imported(files).created == 2
    assert RelatedLink.objects.get().target == Article.objects.get(slug="2024-05-01-d")
    assert not Article.objects.stubs().exists()


def test_of_two_files_with_the_key_of_a_stub_one_completes_it(imported: Import) -> None:
    listing = {"2024-05-01-a.md": seed("A", related=[entry("B")])}
    imported(listing)
    stub = Article.objects.stubs().get()
    two = {"2024-05-01-b.md": seed("B", heat=2), "2024-05-01-b-again.md": seed("B", heat=3)}
    assert imported({**listing, **two}).created == 2
    assert Article.objects.filter(key=stub.key).count() == 2
    assert Article.objects.get(pk=stub.pk).slug in ("2024-05-01-b", "2024-05-01-b-again")


def test_cycles_and_links_to_itself_end(imported: Import) -> None:
    report = imported(
        {
            "2024-05-01-a.md": seed("A", related=[entry("B"), entry("A")]),
            "2024-05-01-b.md": seed("B", related=[entry("A"), entry("A")]),
        }
    )
    assert [entry.problem.code for entry in report.notes] == ["dropped-item", "dropped-item"]
    assert RelatedLink.objects.count() == report.related_links == 2

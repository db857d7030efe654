"""The collector says, we say: told field by field, taken over, kept apart, undone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation.edit import edit
from articles.curation.undoing import undo
from articles.curation.upstream import field_stories, keep, release
from articles.models import Article, Conflict, RelatedLink
from tests.imports import Import
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
A = "2024-05-01-a.md"


def story(name: str) -> tuple[object, object, bool]:
    found = next(one for one in field_stories(Article.objects.get(title__startswith="A")) if one.name == name)
    return found.theirs, found.ours, found.conflict is not None


def conflicting(imported: Import) -> Article:
    imported({A: seed("A", excerpt="Old", topics=["One"])})
    article = Article.objects.get()
    edit(article, by=None, values={"excerpt": "Ours"})
    imported({A: seed("A", excerpt="New", topics=["One", "Two"])})
    return Article.objects.get()


def test_each_field_says_both_sides_and_the_last_change(imported: Import) -> None:
    article = conflicting(imported)
    assert story("excerpt") == ("New", "Ours", True)
    assert story("title") == ("A", "A", False)
    last = {one.name: one.change for one in field_stories(article)}
    assert last["excerpt"]
    assert last["excerpt"].action.verb == "edit"
    assert last["topics"]
    assert last["topics"].action.run
    assert last["title"] is None


def test_taking_theirs_ends_the_conflict_and_follows_again(imported: Import) -> None:
    article = conflicting(imported)
    release(article, ["excerpt"], by=None)
    assert story("excerpt") == ("New", "New", False)
    imported({A: seed("A", excerpt="Newest", topics=["One", "Two"])})
    assert Article.objects.get().excerpt == "Newest"


def test_keeping_ours_ends_the_conflict_until_upstream_changes_again(imported: Import) -> None:
    article = conflicting(imported)
    keep(article, ["excerpt"], by=None)
    assert not Conflict.objects.exists()
    report = imported({A: seed("A", excerpt="New", topics=["One"])})
    assert report.conflicts == 0
    report = imported({A: seed("A", excerpt="Newest", topics=["One"])})
    assert (report.conflicts, Article.objects.get().excerpt) == (1, "Ours")


def test_a_conflict_ends_when_upstream_comes_to_say_what_we_say(imported: Import) -> None:
    conflicting(imported)
    imported({A: seed("A", excerpt="Ours", topics=["One", "Two"])})
    assert not Conflict.objects.exists()


def test_writing_what_upstream_says_ends_the_conflict(imported: Import) -> None:
    article = conflicting(imported)
    action = edit(article, by=None, values={"excerpt": "New", "title": "Ours"})
    assert not Conflict.objects.exists()
    undo(action, by=None)
    assert story("excerpt") == ("New", "Ours", True)


def test_writing_other_words_leaves_the_conflict(imported: Import) -> None:
    article = conflicting(imported)
    edit(article, by=None, values={"excerpt": "Ours again", "title": "Ours"})
    assert Conflict.objects.get().upstream == "New"


def test_taking_theirs_can_be_undone(imported: Import) -> None:
    article = conflicting(imported)
    action = release(article, ["excerpt"], by=None)
    undo(action, by=None)
    assert story("excerpt") == ("New", "Ours", True)


def test_released_coverage_is_the_list_of_the_file(imported: Import) -> None:
    imported({A: seed("A", related=[entry("B"), entry("C")])})
    RelatedLink.objects.filter(target__title="B").update(hidden=True, our_title="Ours", position=5)
    article = Article.objects.get(title="A")
    release(article, ["related"], by=None)
    links = [(link.target.title, link.hidden, link.our_title) for link in article.related_links.all()]
    assert links == [("B", False, ""), ("C", False, "")]


def test_nothing_to_take_is_no_action(imported: Import) -> None:
    imported({A: seed("A")})
    assert release(Article.objects.get(), ["title"], by=None).pk is None


def test_the_number_of_queries_is_the_same_for_few_links_and_many(imported: Import) -> None:
    imported({A: seed("A")})
    counts = []
    for number in (1, 60):
        imported({A: seed("A", topics=["One"], related=[entry(f"B{n}") for n in range(number)])})
        article = Article.objects.get(title="A")
        with CaptureQueriesContext(connection) as queries:
            field_stories(article)
        counts.append(len(queries))
    assert counts[0] == counts[1]

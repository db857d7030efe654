"""Imports never undo an editor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.models import Article, ArticleTopic, RelatedLink, Topic
from tests.factories import make_article
from tests.imports import Import
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
NAME = "2024-05-01-a.md"


def test_what_staff_changed_stays_and_the_rest_follows(imported: Import) -> None:
    imported({NAME: seed("A", excerpt="Old", quality=1)})
    Article.objects.update(title="Ours")
    report = imported({NAME: seed("A", excerpt="New", quality=2)})
    article = Article.objects.get()
    assert (article.title, article.excerpt, article.quality, report.updated) == ("Ours", "New", 2, 1)


def test_the_flag_is_followed_until_somebody_decides(imported: Import) -> None:
    imported({NAME: seed("A", published=False)})
    assert Article.objects.get().status == "candidate"
    imported({NAME: seed("A", published=True)})
    assert Article.objects.get().is_live()
    imported({NAME: seed("A", published=False)})
    article = Article.objects.get()
    assert (article.status, article.unpublished_at is not None) == ("candidate", True)
    publish(Article.objects.all(), by=None)
    imported({NAME: seed("A", published=False, heat=5)})
    assert Article.objects.get().is_live()


def test_a_withdrawn_article_stays_withdrawn(imported: Import) -> None:
    imported({NAME: seed("A")})
    withdraw(Article.objects.all(), by=None)
    imported({NAME: seed("A", heat=77)})
    article = Article.objects.get()
    assert (article.status, article.heat) == ("withdrawn", 77)


def test_when_staff_show_an_article_from_is_theirs(imported: Import) -> None:
    imported({NAME: seed("A", published=False)})
    at = timezone.now() - timedelta(hours=1)
    publish(Article.objects.all(), by=None, at=at)
    imported({NAME: seed("A", publishedDateTime="2024-06-01T12:00:00Z")})
    article = Article.objects.get()
    assert article.live_from == at
    assert article.published_at.month == 6


def test_topics_are_merged_one_by_one(imported: Import) -> None:
    imported({NAME: seed("A", topics=["One", "Two"])})
    article = Article.objects.get()
    ArticleTopic.objects.get(topic__name="One").delete()
    ours = Topic.objects.create(name="Ours", key="ours", slug="ours")
    ArticleTopic.objects.create(article=article, topic=ours, position=9)
    imported({NAME: seed("A", topics=["One", "Two", "Three"])})
    assert [topic.name for topic in Article.objects.get().ordered_topics] == ["Two", "Ours", "Three"]


def test_links_that_staff_hid_retitled_added_or_ordered_stay_so(imported: Import) -> None:
    imported({NAME: seed("A", related=[entry("B"), entry("C"), entry("D")])})
    article = Article.objects.get(title="A")
    by_title = {link.target.title: link for link in article.related_links.all()}
    RelatedLink.objects.filter(pk=by_title["B"].pk).update(hidden=True, position=7)
    RelatedLink.objects.filter(pk=by_title["C"].pk).update(our_title="See here")
    added = RelatedLink.objects.create(article=article, target=make_article("Ours"), position=8)
    imported({NAME: seed("A", related=[entry("D"), entry("B"), entry("E")])})
    links = [
        (link.target.title, link.hidden, link.our_title, bool(link.key))
        for link in RelatedLink.objects.filter(article=article)
    ]
    assert links == [
        ("C", False, "See here", False),  # upstream dropped it, but editors wrote about it
        ("D", False, "", True),
        ("B", True, "", True),
        ("E", False, "", True),
        ("Ours", False, "", False),
    ]
    assert RelatedLink.objects.filter(pk=added.pk).exists()


def test_a_link_that_staff_hid_stays_hidden_when_upstream_drops_it_and_lists_it_again(
    imported: Import,
) -> None:
    listing = seed("A", related=[entry("B"), entry("C")])
    imported({NAME: listing})
    RelatedLink.objects.filter(target__title="B").update(hidden=True)
    imported({NAME: seed("A", related=[entry("C")])})
    assert [link.target.title for link in RelatedLink.objects.filter(hidden=False)] == ["C"]
    imported({NAME: listing})
    hidden = {link.target.title: link.hidden for link in RelatedLink.objects.all()}
    assert hidden == {"B": True, "C": False}


def test_a_link_that_staff_added_and_upstream_lists_later_is_one_link(imported: Import) -> None:
    imported({NAME: seed("A"), "2024-05-01-b.md": seed("B")})
    a, b = Article.objects.get(title="A"), Article.objects.get(title="B")
    RelatedLink.objects.create(article=a, target=b, our_title="Ours")
    imported({NAME: seed("A", related=[entry("B")]), "2024-05-01-b.md": seed("B")})
    link = RelatedLink.objects.get()
    assert (link.target, link.our_title, bool(link.key)) == (b, "Ours", True)


def test_words_on_a_stub_outlive_its_file(imported: Import) -> None:
    imported({NAME: seed("A", related=[entry("B", excerpt="Theirs")])})
    Article.objects.stubs().update(excerpt="Ours")
    imported(
        {
            NAME: seed("A", related=[entry("B", excerpt="Theirs")]),
            "2024-05-01-b.md": seed("B", excerpt="Theirs"),
        }
    )
    assert Article.objects.get(slug="2024-05-01-b").excerpt == "Ours"

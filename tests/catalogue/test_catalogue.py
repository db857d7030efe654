"""The catalogue: whoever writes articles, entries, counts and topics' lists follow."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles.catalogue import catch_up, rebuild, refresh
from articles.catalogue.entries import place
from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.undoing import undo
from articles.curation.withdraw import withdraw
from articles.models import Action, Article, ArticleTopic, Due, Entry, Tally
from tests.factories import make_article, make_provider, make_stub, make_topic
from tests.imports import Import
from tests.people import editor
from tests.public.world import make_world, published
from tests.seeds import seed

__all__ = ["editor"]
pytestmark = pytest.mark.django_db


def kept() -> dict[str, Any]:
    """All that the catalogue holds, with counts added up."""
    counts: Counter = Counter()
    for topic, provider, day, count in Tally.objects.values_list("topic", "provider", "day", "count"):
        counts[topic, provider, day] += count
    return {
        "entries": list(Entry.objects.order_by("place").values()),
        "counts": {key: count for key, count in counts.items() if count},
        "topics": sorted(ArticleTopic.objects.values_list("article", "topic", "live_from", "dated"), key=str),
        "words": found_words(),
    }


def found_words() -> list[int]:
    """The places of entries that the engine itself finds by a word of everything."""
    sql = {
        "sqlite": "SELECT rowid FROM articles_words WHERE articles_words MATCH 'article' ORDER BY rowid",
        "postgresql": "SELECT place FROM articles_entry WHERE words @@ 'article'::tsquery ORDER BY place",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [found for (found,) in cursor.fetchall()]


def assert_true() -> None:
    """Nothing is due, and making the whole catalogue anew changes nothing."""
    assert not Due.objects.exists()
    standing = kept()
    rebuild()
    assert kept() == standing
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO articles_words (articles_words, rank) VALUES ('integrity-check', 1)")


def test_published_articles_have_entries_also_scheduled_ones_and_no_others() -> None:
    seen, unseen = make_world()
    refresh()

    entries = set(Entry.objects.values_list("article_id", flat=True))

    assert entries == {seen.pk, unseen["scheduled"].pk}
    assert_true()


def test_every_verb_keeps_the_catalogue_true(editor: User) -> None:
    ai, vision = make_topic("AI"), make_topic("Vision")
    for number in range(4):
        make_article(f"Article {number}", topics=(ai,), provider=make_provider())
    everything = Article.objects.all()
    first = everything.order_by("pk")[0]

    done = [publish(everything, by=editor)]
    assert Entry.objects.count() == 4
    done.append(edit(first, by=editor, values={"title": "Renamed article"}, topics=[vision]))
    assert Entry.objects.get(article=first).title == "renamed article"
    assert_true()
    done.append(edit(first, by=editor, values={"live_from": timezone.now() - timedelta(days=90)}))
    done.append(edit(first, by=editor, values={"provider": None}))
    done.append(withdraw(everything.filter(pk=first.pk), by=editor))
    assert Entry.objects.count() == 3
    done.append(withdraw(everything, by=editor))
    assert not Entry.objects.exists()
    for action in reversed(done):
        assert_true()
        undo(action, by=editor)
    assert_true()
    assert not Entry.objects.exists()


def test_imports_and_their_undoing_keep_the_catalogue_true(imported: Import, editor: User) -> None:
    documents = {f"2024-05-0{n}-article.md": seed(title=f"Article {n}", published=True) for n in range(1, 5)}
    imported(documents)
    assert Entry.objects.count() == 4
    assert_true()

    documents["2024-05-01-article.md"] = seed(title="Article one", published=True, heat=50, topics=["New"])
    documents["2024-05-02-article.md"] = seed(title="Article 2", published=False)
    imported(documents)

    assert Entry.objects.count() == 3
    assert_true()
    undo(Action.objects.latest("pk"), by=editor)
    assert Entry.objects.count() == 4
    assert_true()


def test_what_is_written_past_the_journal_is_noted_and_caught_up_with() -> None:
    article = published("Article", topics=(make_topic("AI"),), excerpt="Before")
    catch_up()
    for write in (
        lambda: Article.objects.update(excerpt="After"),
        lambda: ArticleTopic.objects.all().delete(),
        lambda: ArticleTopic.objects.create(article=article, topic=make_topic("Other")),
        lambda: ArticleTopic.objects.update(topic=make_topic("Third")),
        lambda: Article.objects.update(heat=9),
        lambda: Article.objects.update(decision="withdrawn"),
        lambda: Article.objects.update(decision="published"),
        lambda: Article.objects.all().delete(),
    ):
        write()
        assert Due.objects.exists()
        catch_up()
        assert_true()
    assert not Entry.objects.exists()


def test_writing_what_no_entry_holds_makes_nothing_due() -> None:
    published()
    make_article()
    make_stub()
    refresh()

    Article.objects.update(quality=7, secured="x", extra={"a": 1}, title=Article.objects.first().title)
    Article.objects.filter(decision="").update(title="A candidate", heat=7)

    assert set(Due.objects.values_list("article_id", flat=True)) <= set(
        Article.objects.filter(status="published").values_list("pk", flat=True)
    )


def test_what_is_over_leaves_with_the_next_refresh() -> None:
    published("Over soon", live_until=timezone.now() + timedelta(hours=1))
    refresh()
    assert Entry.objects.count() == 1

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        published("Another")
        refresh()
        assert [entry.title for entry in Entry.objects.all()] == ["another"]
        assert_true()


def test_places_follow_time_and_then_id() -> None:
    now = timezone.now().replace(microsecond=0)

    assert place(now, 5) < place(now, 6) < place(now + timedelta(seconds=1), 1)
    assert place(now.replace(year=9000), 2**29 - 1) < 2**63
    assert place(now.replace(year=1900)) < 0


def test_an_entry_is_told_when_readers_see_a_difference_and_keeps_its_words(editor: User) -> None:
    article = published("Words", published_at=None)
    catch_up()
    made = Entry.objects.get(article=article)
    edit(article, by=editor, values={"web_url": "https://www.example.org/moved"})

    after = Entry.objects.get(article=article)
    assert after.changed_at == Article.objects.get(pk=article.pk).changed_at > made.changed_at
    assert after.dated == made.dated == made.place


def test_entries_and_topics_lists_know_the_providers_date(editor: User) -> None:
    article = published("Words", topics=(make_topic(),))
    edit(article, by=editor, values={"published_at": datetime(2020, 1, 1, tzinfo=UTC)})

    entry, link = Entry.objects.get(article=article), article.topic_links.get()
    assert entry.dated == link.dated == place(datetime(2020, 1, 1, tzinfo=UTC), article.pk)
    assert entry.place == place(article.live_from, article.pk)

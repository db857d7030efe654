"""Undoing imports: what stands is reversed, what moved is left and listed, and undoing can be undone."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client

from articles.curation.edit import edit
from articles.curation.edit_topic import edit_topic
from articles.curation.publish import publish
from articles.curation.undoing import CannotUndoError, undo
from articles.importing.report import Report
from articles.importing.undo import Undone, undo_import
from articles.models import Action, Article, Conflict, FormerSlug, ImportRun, Provider, RelatedLink, Topic
from tests.imports import Import
from tests.rows import all_rows
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
A, B = "2024-05-01-a.md", "2024-05-01-b.md"


def undone(report: Report) -> Undone:
    return undo_import(ImportRun.objects.get(pk=report.run), by=None)


def standing_rows() -> dict[str, list[object]]:
    """All rows but copies that nobody lists any more: these are kept for when undoing is undone."""
    rows = all_rows()
    del rows["Mention"]
    return rows


def test_undoing_the_first_import_leaves_nothing(imported: Import) -> None:
    report = imported(
        {A: seed("A", related=[entry("B"), entry("C")], topics=["AI"]), B: seed("B", related=[entry("A")])}
    )
    assert undone(report).left == []
    assert not Article.objects.exists()
    assert not RelatedLink.objects.exists()
    assert (Provider.objects.count(), Topic.objects.count()) == (0, 0)


def test_undoing_a_later_import_gives_back_the_rows_before_it(imported: Import) -> None:
    first = {
        A: seed(
            "A",
            related=[entry("B"), entry("C")],
            topics=["AI", "Azure"],
            images=[{"url": "https://i.example/1"}],
        ),
        B: seed("B", excerpt="Old", secured="x;y"),
        "2024-05-01-old.md": seed("Renamed"),
    }
    second = {
        A: seed("A", related=[entry("C", quality=1), entry("D")], topics=["Azure"], published=False),
        B: seed("B", excerpt="New", provider={"name": "Other", "domain": "other.example"}),
        "2024-05-01-new.md": seed("Renamed", heat=3),
        "2024-05-01-c.md": seed("C", quality=1, topics=["New"]),
    }
    imported(first)
    before = standing_rows()
    report = imported(second)
    after = standing_rows()
    assert before != after
    assert undone(report).left == []
    assert standing_rows() == before
    assert not FormerSlug.objects.exists()
    redone = undo(Action.objects.latest("pk"), by=None)
    assert redone.blocked == []
    assert standing_rows() == after
    again = imported(second)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)


def test_after_undoing_the_same_files_can_be_imported_again(imported: Import) -> None:
    files = {A: seed("A", related=[entry("B")])}
    report = imported(files)
    before = standing_rows()
    undone(report)
    assert imported(files).created == 1
    assert standing_rows() == before


def test_what_an_editor_touched_since_is_left_and_listed(imported: Import) -> None:
    imported({A: seed("A", excerpt="Old", heat=1)})
    report = imported({A: seed("A", excerpt="New", heat=2), B: seed("B", published=False)})
    Article.objects.filter(title="A").update(excerpt="Ours")
    publish(Article.objects.filter(title="B"), by=None)
    result = undone(report)
    a = Article.objects.get(title="A")
    assert (a.excerpt, a.heat) == ("Ours", 1)
    assert Article.objects.get(title="B").is_live()
    assert sorted((one["title"], one["why"]) for one in result.left) == [
        ("A", "changed since: excerpt"),
        ("B", "edited since"),
    ]


def test_a_created_article_that_others_list_becomes_a_stub_again(imported: Import) -> None:
    listing = seed("A", related=[entry("B", quality=3)])
    imported({A: listing})
    before = standing_rows()
    report = imported({A: listing, B: seed("B", quality=3, topics=["AI"])})
    undone(report)
    assert standing_rows() == before
    assert Article.objects.stubs().get().quality == 3


def test_an_article_created_before_the_list_that_names_it_becomes_a_stub(imported: Import) -> None:
    report = imported({B: seed("B", quality=3)})
    imported({A: seed("A", related=[entry("B", quality=3)]), B: seed("B", quality=3)})
    assert undone(report).left == []
    assert Article.objects.stubs().get().title == "B"
    assert RelatedLink.objects.get().target.title == "B"


def test_an_undone_import_cannot_be_undone_twice(imported: Import) -> None:
    report = imported({A: seed("A")})
    undone(report)
    with pytest.raises(CannotUndoError, match="undone already"):
        undone(report)


def test_of_an_import_undone_in_part_the_rest_is_undone(imported: Import) -> None:
    imported({A: seed("A", heat=1), B: seed("B")})
    before = standing_rows()
    report = imported({A: seed("A", heat=2)}, withdraw_missing=True)
    undo(Action.objects.get(verb="withdraw"), by=None)
    assert [action.undoes.verb for action in undone(report).actions if action.undoes] == ["import"]
    assert standing_rows() == before
    with pytest.raises(CannotUndoError, match="undone already"):
        undone(report)


def test_an_import_that_changed_nothing_says_so(imported: Import) -> None:
    imported({A: seed("A")})
    with pytest.raises(CannotUndoError, match="changed nothing"):
        undone(imported({A: seed("A")}))


def test_conflicts_come_and_go_with_their_import(imported: Import) -> None:
    imported({A: seed("A", excerpt="Old")})
    Article.objects.update(excerpt="Ours")
    report = imported({A: seed("A", excerpt="New")})
    conflict = Conflict.objects.get()
    assert (conflict.field, conflict.base, conflict.upstream, report.conflicts) == (
        "excerpt",
        "Old",
        "New",
        1,
    )
    assert Article.objects.get().excerpt == "Ours"
    undone(report)
    assert not Conflict.objects.exists()
    undo(Action.objects.latest("pk"), by=None)
    assert Conflict.objects.get().upstream == "New"


def test_the_provider_that_a_file_dropped_is_back(imported: Import) -> None:
    imported({A: seed("A")})
    before = standing_rows()
    report = imported({A: seed("A", provider=None)})
    assert Article.objects.get().provider is None
    assert undone(report).left == []
    assert standing_rows() == before
    undo(Action.objects.latest("pk"), by=None)
    assert Article.objects.get().provider is None


@pytest.mark.parametrize("renamed", [None, "before", "after", "twice"])
def test_topics_are_back_whatever_files_and_staff_call_them(renamed: str | None, imported: Import) -> None:
    imported({A: seed("A", topics=["One", "Two"]), B: seed("B", topics=["AI"])})
    if renamed in ("before", "twice"):
        edit_topic(Topic.objects.get(key="two"), by=None, values={"name": "Ours"})
    report = imported({A: seed("A", topics=["ai", "One"]), B: seed("B", topics=["AI"])})
    assert topics_of("A") == ["ai", "one"]
    if renamed in ("after", "twice"):
        for key in ("ai", "two"):
            edit_topic(Topic.objects.get(key=key), by=None, values={"name": f"Theirs: {key}"})
    assert undone(report).left == []
    assert topics_of("A") == ["one", "two"]
    undo(Action.objects.latest("pk"), by=None)
    assert topics_of("A") == ["ai", "one"]


def test_a_conflict_ends_when_undoing_the_edit_makes_both_sides_agree(imported: Import) -> None:
    imported({A: seed("A", excerpt="One")})
    ours = edit(Article.objects.get(), by=None, values={"excerpt": "Ours"})
    imported({A: seed("A", excerpt="Two")})
    imported({A: seed("A", excerpt="One")})
    assert Conflict.objects.get().upstream == "One"
    undo(ours, by=None)
    assert Article.objects.get().excerpt == "One"
    assert not Conflict.objects.exists()
    undo(Action.objects.latest("pk"), by=None)
    assert Conflict.objects.get().upstream == "One"


@pytest.mark.parametrize("again", ["published", "imported"])
def test_what_a_file_says_of_a_topic_and_its_provider_stays_where_the_file_does(
    again: str, imported: Import
) -> None:
    files = {A: seed("A", topics=["AI"])}
    imported(files)
    named = {"provider": {"name": "EXAMPLE", "domain": "example.com"}, "topics": ["ai"]}
    report = imported({**files, B: seed("B", **named)})
    if again == "published":
        publish(Article.objects.filter(title="B"), by=None)
    else:
        imported({**files, B: seed("B", **named, heat=7)})
    before = standing_rows()
    assert [one["title"] for one in undone(report).left] == ["B"]
    assert standing_rows() == before


WITHOUT = {"provider": None}
TAKEN = {
    "an article": (seed("A", **WITHOUT), seed("A", heat=2, **WITHOUT), "A"),
    "a provider": (seed("A"), seed("B"), "Example"),
    "a topic": (seed("A", topics=["T"], **WITHOUT), seed("B", topics=["T"], **WITHOUT), "T"),
    "a topic's slug": (seed("A", topics=["C"], **WITHOUT), seed("B", topics=["C++"], **WITHOUT), "C"),
    "a stub": (
        seed("A", related=[entry("S", **WITHOUT)], **WITHOUT),
        seed("B", related=[entry("S", **WITHOUT)], **WITHOUT),
        "S",
    ),
}


@pytest.mark.parametrize("place", TAKEN)
def test_what_cannot_come_back_since_another_has_its_place_is_left_and_named(
    place: str, imported: Import
) -> None:
    first, later, name = TAKEN[place]
    undone(imported({A: first}))
    imported({A if place == "an article" else B: later}, folder="later")
    before = all_rows()
    redone = undo(Action.objects.filter(verb="undo").get(), by=None)
    left = [(one["title"], one["why"]) for one in redone.blocked]
    assert left == [(name, "another has its place since")]
    if place != "an article":
        assert Article.objects.get(title="A")
    if place in ("a provider", "a topic"):
        undo(redone, by=None)
        assert all_rows() == before


def test_a_rename_whose_old_slug_another_has_since_is_left(imported: Import) -> None:
    imported({A: seed("A")})
    report = imported({B: seed("A")})
    imported({A: seed("Other")}, folder="other")
    assert [one["why"] for one in undone(report).left] == ["another has its place since"]
    assert set(Article.objects.values_list("slug", "title")) == {
        (A.removesuffix(".md"), "Other"),
        (B.removesuffix(".md"), "A"),
    }


def topics_of(title: str) -> list[str]:
    return [topic.key for topic in Article.objects.get(title=title).ordered_topics]


def said_by_command(*args: str) -> str:
    output = io.StringIO()
    call_command("undo_import", *args, stdout=output)
    return output.getvalue().strip()


def test_the_command_says_what_it_undid_and_what_it_left(imported: Import) -> None:
    imported({A: seed("A", excerpt="Old", heat=1)})
    report = imported({A: seed("A", excerpt="New", heat=2), B: seed("B")})
    Article.objects.filter(title="A").update(excerpt="Ours")
    assert said_by_command(str(report.run)) == (
        "Left as it is: A (changed since: excerpt)\n"
        "Undone: 3 articles, providers and topics changed back, 1 left as it is."
    )


def test_fields_that_moved_are_called_what_the_desk_calls_them(imported: Import) -> None:
    imported({A: seed("A", heat=1, topics=["One"])})
    report = imported({A: seed("A", heat=2, topics=["Two"])})
    imported({A: seed("A", heat=3, topics=["Three"])})
    assert [one["why"] for one in undone(report).left] == ["changed since: topics, heat"]


def test_one_object_changed_back_is_counted_as_one(imported: Import) -> None:
    imported({A: seed("A", heat=1)})
    report = imported({A: seed("A", heat=2)})
    assert said_by_command(str(report.run)) == (
        "Undone: 1 article, provider or topic changed back, 0 left as they are."
    )


@pytest.mark.parametrize("run", ["first", "none"])
def test_the_command_ends_with_2_where_there_is_nothing_to_undo(run: str, imported: Import) -> None:
    report = imported({A: seed("A")})
    undone(report)
    with pytest.raises(CommandError) as stopped:
        said_by_command(str(report.run) if run == "first" else "999999")
    assert stopped.value.returncode == 2


def test_the_command_says_that_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **options: object) -> None:
        raise OperationalError("connection failed:\n  is the server running?")

    monkeypatch.setattr(ImportRun.objects, "get", gone)
    with pytest.raises(CommandError, match="Stopped: connection failed: is the server running"):
        said_by_command("1")


def test_what_readers_lost_with_the_flag_answers_410_and_what_they_never_had_404(
    imported: Import, client: Client
) -> None:
    imported({A: seed("A"), B: seed("B", published=False)})
    pages = [f"/news/{name.removesuffix('.md')}/" for name in (A, B)]
    assert [client.get(page).status_code for page in pages] == [200, 404]
    imported({A: seed("A", published=False), B: seed("B", published=False, heat=7)})
    assert [client.get(page).status_code for page in pages] == [410, 404]


def test_any_bulk_action_is_undone_by_the_same_means(imported: Import) -> None:
    imported({A: seed("A", published=False), B: seed("B", published=False)})
    before = standing_rows()
    action = publish(Article.objects.all(), by=None)
    assert Article.objects.published().count() == 2
    undo(action, by=None)
    assert Article.objects.published().count() == 0
    assert [row["decision"] for row in standing_rows()["Article"]] == [
        row["decision"] for row in before["Article"]
    ]


def test_coverage_has_its_provider_again_when_what_was_undone_is_imported_again(imported: Import) -> None:
    home = {"name": "Home", "domain": "home.example"}
    imported({A: seed("A", provider=home)})
    listing = {A: seed("A", provider=home, related=[entry("B")])}
    report = imported(listing)
    before = all_rows()
    undone(report)
    imported(listing)
    assert all_rows() == before


def test_a_stub_that_had_a_file_until_that_was_undone_goes_with_its_last_list(imported: Import) -> None:
    imported({A: seed("A", related=[entry("B")])})
    with_file = imported({A: seed("A", related=[entry("B")]), B: seed("B")})
    undone(with_file)
    before = standing_rows()
    dropped = imported({A: seed("A")})
    assert set(Article.objects.values_list("title", flat=True)) == {"A"}
    assert undone(dropped).left == []
    assert standing_rows() == before
    undo(Action.objects.filter(verb="undo", run=with_file.run).get(), by=None)
    assert Article.objects.get(title="B").document

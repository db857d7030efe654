"""Exports of edited articles, imported again: where they came from, and into an empty database."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.curation.coverage.add import add
from articles.curation.coverage.arrange import Line, arrange, hide
from articles.curation.edit import edit
from articles.curation.promote import promote
from articles.curation.publish import publish
from articles.curation.reject import reject
from articles.curation.upstream import release
from articles.curation.withdraw import withdraw
from articles.curation.write import write
from articles.importing.run import Options, import_seeds
from articles.importing.undo import undo_import
from articles.models import Article, Conflict, ImportRun, Provider, RelatedLink, Topic
from tests.exporting.exports import exported
from tests.imports import Import, statements_of
from tests.rows import all_rows, forget_everything
from tests.seeds import entry, seed, write_seeds

pytestmark = pytest.mark.django_db
A, B = "2024-05-01-a.md", "2024-05-01-b.md"
FILES = {
    A: seed("A", excerpt="Old", topics=["AI", "ML"], related=[entry(one) for one in ("B", "C", "D")]),
    B: seed("B", published=False, images=[{"url": "https://i.example/1"}, {"url": "https://i.example/2"}]),
}
ONLY_THE_RUN = ["articles_importrun"] * 2


def tables_written(root: Path) -> list[str]:
    """What importing an export writes to."""
    statements = statements_of(lambda: import_seeds([str(root / "_news")], Options()))
    return [sql.split('"')[1] for sql in statements]


@pytest.fixture
def article(imported: Import) -> Article:
    imported(FILES)
    return Article.objects.get(slug="2024-05-01-a")


def test_an_export_of_edited_articles_changes_nothing_where_it_came_from(article, editor, tmp_path):
    edit(article, by=editor, values={"title": "Ours", "commentary": "C"}, topics=[])
    one, two, three = article.related_links.values_list("pk", flat=True)
    lines = {three: Line(position=0), one: Line(hidden=True), two: Line(our_title="Ours", our_excerpt="Too")}
    arrange(article, lines, by=editor)
    withdraw(Article.objects.filter(pk=article.pk), by=editor)
    write({"title": "Written here", "web_url": "https://ours.example/"}, by=editor)
    exported(tmp_path)
    before = all_rows()
    assert tables_written(tmp_path) == ONLY_THE_RUN
    assert all_rows() == before


def test_staff_edits_outlive_the_collectors_next_file_after_an_export_came_back(
    article, editor, imported: Import, tmp_path
):
    edit(article, by=editor, values={"title": "Ours"})
    imported(exported(tmp_path / "out"), folder="back")
    imported(FILES | {A: FILES[A].replace(b"Old", b"New")})
    article.refresh_from_db()
    assert (article.title, article.excerpt, Conflict.objects.count()) == ("Ours", "New", 0)


def test_an_export_from_before_later_edits_is_a_file_like_any_other(
    article, editor, imported: Import, tmp_path
):
    edit(article, by=editor, values={"title": "Ours"})
    files = exported(tmp_path / "out")
    release(article, ["title"], by=editor)
    imported(files, folder="back")
    article.refresh_from_db()
    assert article.title == "Ours"


def test_an_export_into_the_collectors_own_folder_changes_nothing(
    article, editor, imported: Import, tmp_path
):
    edit(article, by=editor, values={"title": "Ours"})
    report = imported(FILES | exported(tmp_path / "out"))
    assert (report.unchanged, report.missing, report.related_links) == (2, 0, 3)
    assert article.upstream["title"] == "A"


def test_a_changed_file_of_the_collector_beside_an_export_goes_in(
    article, editor, imported: Import, tmp_path
):
    edit(article, by=editor, values={"title": "Ours"})
    exported(tmp_path / "out")
    folder = write_seeds(tmp_path / "seeds", FILES | {A: FILES[A].replace(b"Old", b"New")})
    report = import_seeds([folder, str(tmp_path / "out")], Options())
    assert (report.problems, report.updated) == ([], 1)
    assert Article.objects.get(pk=article.pk).excerpt == "New"


def test_an_empty_database_gets_what_readers_saw(article, editor, imported: Import, tmp_path):
    edit(article, by=editor, values={"title": "Ours"}, topics=[])
    b, c, d = article.related_links.all()
    hide(article, [c.pk], by=editor)
    arrange(article, {d.pk: Line(position=0), b.pk: Line(our_title="Our B")}, by=editor)
    publish(Article.objects.filter(slug="2024-05-01-b"), by=editor)
    files = exported(tmp_path / "out")
    forget_everything()
    imported(files, folder="back")
    article = Article.objects.get(slug="2024-05-01-a")
    assert (article.title, article.ordered_topics) == ("Ours", [])
    shown = [(link.target.slug, link.title) for link in article.related_links.all()]
    assert shown == [(None, "D"), ("2024-05-01-b", "B")]
    assert Article.objects.published().count() == 2


def test_a_file_that_was_forgotten_with_its_article_is_made_again(
    article, editor, imported: Import, tmp_path
):
    edit(article, by=editor, values={"title": "Ours"})
    files = exported(tmp_path / "out")
    Article.objects.get(pk=article.pk)
    forget_everything()
    assert imported(files, folder="back").created == 2


# What editors do to one article, whatever they did before.
def _coverage(article: Article, by: User) -> None:
    links = list(article.related_links.values_list("pk", flat=True))
    arrange(article, {pk: Line(position=-place % 3) for place, pk in enumerate(links)}, by=by)


def _words(article: Article, by: User) -> None:
    lines = {pk: Line(our_title="Ours") for pk in article.related_links.values_list("pk", flat=True)[:1]}
    arrange(article, lines, by=by)


def _hidden(article: Article, by: User) -> None:
    hide(article, list(article.related_links.values_list("pk", flat=True)[:1]), by=by)


def _added(article: Article, by: User) -> None:
    for other in Article.objects.exclude(pk=article.pk):
        add(article, other, by=by)


def _promoted(article: Article, by: User) -> None:
    promote(Article.objects.stubs(), by=by)


def _provided(article: Article, by: User) -> None:
    provider = Provider.objects.get_or_create(domain="ours.example", defaults={"name": "Ours"})[0]
    edit(article, by=by, values={"provider": provider})


def _topics(article: Article, by: User) -> None:
    edit(article, by=by, values={}, topics=list(Topic.objects.order_by("-name")))


DEEDS: dict[str, Any] = {
    "title": lambda one, by: edit(one, by=by, values={"title": f"{one.title}!", "body": "Ours"}),
    "commentary": lambda one, by: edit(one, by=by, values={"commentary": "Ours"}),
    "pictures": lambda one, by: edit(one, by=by, values={}, pictures=[]),
    "publish": lambda one, by: publish(Article.objects.filter(pk=one.pk), by=by),
    "withdraw": lambda one, by: withdraw(Article.objects.filter(pk=one.pk), by=by),
    "reject": lambda one, by: reject(Article.objects.filter(pk=one.pk), by=by, reason="Old"),
    "release": lambda one, by: release(one, ["title", "related"], by=by),
    "order": _coverage,
    "words": _words,
    "hidden": _hidden,
    "added": _added,
    "promoted": _promoted,
    "provider": _provided,
    "topics": _topics,
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(sorted(DEEDS))), max_size=6))
def test_whatever_editors_did_an_export_changes_nothing_and_is_whole(deeds, editor, tmp_path_factory):
    forget_everything()
    folder = tmp_path_factory.mktemp("edited")
    import_seeds([write_seeds(folder / "in", FILES)], Options())
    for name, deed in deeds:
        DEEDS[deed](Article.objects.get(slug=f"2024-05-01-{name.lower()}"), editor)
    files, before = exported(folder), all_rows()
    assert tables_written(folder) == ONLY_THE_RUN
    assert all_rows() == before
    live = published_slugs()
    links = shown_links()
    forget_everything()
    report = import_seeds([str(folder / "_news")], Options())
    assert (report.problems, report.created) == ([], len(files))
    assert exported(folder / "again") == files
    assert published_slugs() == live
    assert shown_links() == links


def published_slugs() -> set[str | None]:
    return set(Article.objects.published().values_list("slug", flat=True))


def shown_links() -> list[tuple[str, str]]:
    """Which article, by address, each list shows, in order."""
    links = RelatedLink.objects.filter(hidden=False).select_related("target")
    return [(link.article.slug, link.target.address) for link in links.order_by("article__slug", "position")]


def test_a_flag_that_was_undone_before_the_file_of_today_comes_back_as_it_is(
    imported: Import, tmp_path: Path
) -> None:
    imported({A: seed("A")})
    run = imported({A: seed("A", published=False)}).run
    imported({A: seed("A", published=False, heat=7)})
    undo_import(ImportRun.objects.get(pk=run), by=None)
    assert Article.objects.get().is_live()
    exported(tmp_path)
    before = all_rows()
    assert tables_written(tmp_path) == ONLY_THE_RUN
    assert all_rows() == before

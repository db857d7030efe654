"""Any interleaving of imports, edits and undos keeps every edit; all else is what upstream said last."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from articles.curation.coverage.arrange import hide
from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.undoing import undo
from articles.curation.upstream import release
from articles.curation.withdraw import withdraw
from articles.importing.report import Report
from articles.importing.undo import undo_import
from articles.models import Action, Article, Conflict, ImportRun, RelatedLink
from articles.text.addresses import article_key
from tests.importing.interleaving import Interleaving, run_interleavings
from tests.seeds import entry, seed

NAMES = ("A", "B", "C", "D")
FIELDS = ("title", "excerpt")
names, words = st.sampled_from(NAMES), st.sampled_from(("one", "two", "three", "four"))


def key_of(name: str) -> str:
    """What the entry of `name` means."""
    return article_key(str(entry(name)["webUrl"]), name)


class Newsroom(Interleaving):
    """A collector that rewrites four files, editors who work on their articles, and a model of both."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, dict[str, Any]] = {}
        self.edits: dict[tuple[str, str], str] = {}
        self.decisions: dict[str, str] = {}
        self.runs: list[tuple[Report, dict[str, dict[str, Any]]]] = []
        self.imported: dict[str, dict[str, Any]] = {}
        self.undoable: list[tuple[int, dict[str, dict[str, Any]]]] = []
        self.hidden: set[tuple[str, str]] = set()

    @initialize(published=st.booleans())
    def start(self, published: bool) -> None:
        for name in NAMES[:3]:
            self.rewrite(name, "one", 1, published, set(NAMES))
        self.collect()

    @rule(name=names, excerpt=words, heat=st.integers(0, 3), flag=st.booleans(), listed=st.sets(names))
    def rewrite(self, name: str, excerpt: str, heat: int, flag: bool, listed: set[str]) -> None:
        related = [entry(other) for other in sorted(listed - {name})]
        self.files[name] = {"excerpt": excerpt, "heat": heat, "published": flag, "related": related}

    @rule()
    def collect(self) -> None:
        report = self.import_files({name: seed(name, **said) for name, said in self.files.items()})
        self.runs.append((report, dict(self.imported)))
        if report.run and ImportRun.objects.get(pk=report.run).actions.exists():
            self.undoable.append((report.run, dict(self.imported)))
        self.imported |= self.files

    @rule(name=names, field=st.sampled_from(FIELDS), words=words)
    def write(self, name: str, field: str, words: str) -> None:
        if article := self.article(name):
            edit(article, by=None, values={field: f"Ours: {words}"})
            self.edits[name, field] = f"Ours: {words}"

    @rule(name=names, live=st.booleans())
    def decide(self, name: str, live: bool) -> None:
        if article := self.article(name):
            verb = publish if live else withdraw
            if verb(Article.objects.filter(pk=article.pk), by=None).pk:
                self.decisions[name] = "published" if live else "withdrawn"

    @rule(name=names, field=st.sampled_from(FIELDS))
    def follow_again(self, name: str, field: str) -> None:
        if article := self.article(name):
            release(article, [field], by=None)
            self.edits.pop((name, field), None)
            self.undoable.clear()  # what they chose to follow is theirs, too

    @rule(name=names, other=names)
    def hide(self, name: str, other: str) -> None:
        links = RelatedLink.objects.filter(article__slug=f"2024-05-01-{name}", target__key=key_of(other))
        if link := links.first():
            hide(link.article, [link.pk], by=None)
            self.hidden.add((name, other))
            self.undoable.clear()  # a list that they touched is left as it stands

    @precondition(lambda self: self.undoable)
    @rule()
    def undo_the_last_import(self) -> None:
        """Articles that it made go, unless somebody touched them; all others are as before, edits apart."""
        run, before = self.undoable.pop()
        undo_import(ImportRun.objects.get(pk=run), by=None)
        self.runs.clear()
        left = {name for name in self.imported if self.article(name)}
        assert left >= {name for name, _ in self.edits} | self.decisions.keys() | before.keys()
        self.imported = {name: before.get(name, self.imported[name]) for name in left}

    @precondition(lambda self: self.runs)
    @rule()
    def undo_and_redo_the_last_import(self) -> None:
        """Together they change nothing, whatever editors did since."""
        if self.runs[-1][0].run and self._undoable():
            undo_import(ImportRun.objects.get(pk=self.runs[-1][0].run), by=None)
            undo(Action.objects.latest("pk"), by=None)

    def _undoable(self) -> bool:
        run = ImportRun.objects.get(pk=self.runs[-1][0].run)
        return run.actions.filter(undoes=None).exists()

    def article(self, name: str) -> Article | None:
        return Article.objects.filter(slug=f"2024-05-01-{name}").first()

    @invariant()
    def every_edit_stands(self) -> None:
        for (name, field), ours in self.edits.items():
            article = self.article(name)
            assert article
            assert getattr(article, field) == ours

    @invariant()
    def every_decision_stands(self) -> None:
        for name, decision in self.decisions.items():
            article = self.article(name)
            assert article
            assert article.decision == decision

    @invariant()
    def all_else_is_as_last_imported(self) -> None:
        for name, said in self.imported.items():
            article = self.article(name)
            assert article
            assert (article.heat, article.flagged) == (said["heat"], said["published"])
            if (name, "excerpt") not in self.edits:
                assert article.excerpt == said["excerpt"]
            listed = [link.target.upstream["title"] for link in article.related_links.filter(hidden=False)]
            assert listed == [
                one["title"] for one in said["related"] if (name, one["title"]) not in self.hidden
            ]

    @invariant()
    def conflicts_are_about_fields_that_differ(self) -> None:
        for conflict in Conflict.objects.select_related("article"):
            assert getattr(conflict.article, conflict.field) != conflict.upstream

    @invariant()
    def stubs_are_listed(self) -> None:
        assert not Article.objects.stubs().exclude(pk__in=RelatedLink.objects.values("target")).exists()


@pytest.mark.django_db
def test_any_interleaving_keeps_every_edit() -> None:
    run_interleavings(Newsroom, steps=25)

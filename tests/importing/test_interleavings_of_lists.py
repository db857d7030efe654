"""Any interleaving of imports and of edits of titles, lists and providers keeps what staff did to each."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from articles.curation.edit import edit
from articles.curation.edit_provider import edit_provider
from articles.curation.undoing import undo
from articles.importing.undo import undo_import
from articles.models import Action, Article, ImportRun, Provider
from tests.importing.interleaving import Interleaving, run_interleavings
from tests.importing.lists_of_articles import KINDS, listed, make_list
from tests.seeds import entry, seed

NAMES, THEIRS, OURS = ("A", "B"), ("P", "Q", "R", "S"), ("X", "Y")
names, kinds, words = (st.sampled_from(some) for some in (NAMES, KINDS, ("one", "two", "three")))


@dataclass
class Touch:
    """What staff did to one list; `order` where theirs is not upstream's."""

    removed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)

    def arranged(self, before: list[str], after: list[str], said: list[str]) -> None:
        self.removed |= (set(before) - set(after)) & set(THEIRS)
        self.added = set(after) & set(OURS)
        self.order = after
        self.settle(said)

    def settle(self, said: list[str]) -> None:
        """An order that upstream has, too, is nobody's."""
        self.order = [one for one in self.order if one in said or one in self.added]
        if [one for one in said if one in self.order] == [one for one in self.order if one in said]:
            self.order = []


@dataclass
class Model:
    """What staff wrote: titles, lists, and the provider's name."""

    titles: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[str, str], Touch] = field(
        default_factory=lambda: {(name, kind): Touch() for name in NAMES for kind in KINDS}
    )
    provider: str = ""


class Desk(Interleaving):
    """A collector that rewrites titles and lists, editors who do, too, and a model of both."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, dict[str, Any]] = {
            name: {"title": name, **{kind: ["P", "Q", "R"] for kind in KINDS}} for name in NAMES
        }
        self.provider, self.model, self.run = "Example", Model(), 0
        self.deed: tuple[list[Action], Model] | None = None

    @initialize()
    def start(self) -> None:
        self.collect()

    @rule()
    def collect(self) -> None:
        report = self.import_files({name: self.file(name) for name in NAMES})
        self.run, self.deed, self.imported = report.run or 0, None, deepcopy(self.files)
        for (name, kind), touch in self.model.lists.items():
            touch.settle(self.imported[name][kind])
            if kind != "related":  # a link that staff removed stays hidden even when upstream drops it
                touch.removed &= set(self.imported[name][kind])

    def file(self, name: str) -> bytes:
        said = self.files[name]
        return seed(
            said["title"],
            webUrl=f"https://www.example.com/file-{name}",
            provider={"name": self.provider, "domain": "example.com"},
            topics=said["topics"],
            images=[{"url": f"https://i.example/{one}"} for one in said["images"]],
            related=[entry(one) for one in said["related"]],
        )

    @rule(name=names, kind=kinds, items=st.lists(st.sampled_from(THEIRS), unique=True))
    def rewrite_a_list(self, name: str, kind: str, items: list[str]) -> None:
        self.files[name][kind] = items

    @rule(name=names, words=words, provider=words)
    def rewrite_names(self, name: str, words: str, provider: str) -> None:
        self.files[name]["title"], self.provider = f"Theirs: {words}", f"Theirs: {provider}"

    @rule(name=names, kind=kinds, data=st.data(), add=st.sampled_from(("", *OURS)))
    def arrange(self, name: str, kind: str, data: st.DataObject, add: str) -> None:
        before = listed(self.article(name), kind)
        some = data.draw(st.permutations(before))[: data.draw(st.integers(max(len(before) - 1, 0), 4))]
        wanted = [*some, add] if add and add not in some else some
        model = deepcopy(self.model)
        actions = make_list(self.article(name), kind, wanted)
        self.model.lists[name, kind].arranged(before, wanted, self.imported[name][kind])
        self.deed = actions, model

    @rule(name=names, words=words)
    def write(self, name: str, words: str) -> None:
        model = deepcopy(self.model)
        action = edit(self.article(name), by=None, values={"title": f"Ours: {words}"})
        self.model.titles[name], self.deed = f"Ours: {words}", ([action], model)

    @rule(words=words)
    def rename(self, words: str) -> None:
        model = deepcopy(self.model)
        provider = Provider.objects.get(domain="example.com")
        action = edit_provider(provider, by=None, values={"name": f"Ours: {words}"})
        self.model.provider, self.deed = f"Ours: {words}", ([action], model)

    @precondition(lambda self: self.deed)
    @rule()
    def undo_what_staff_did_last(self) -> None:
        if self.deed:
            actions, self.model = self.deed
            for action in reversed([one for one in actions if one.pk]):
                assert undo(action, by=None).blocked == []
            self.deed = None

    @precondition(lambda self: self.run)
    @rule()
    def undo_and_redo_the_last_import(self) -> None:
        run, self.deed = ImportRun.objects.get(pk=self.run), None
        if run.actions.filter(undoes=None).exists():
            undo_import(run, by=None)
            undo(Action.objects.latest("pk"), by=None)
        self.run = 0

    def article(self, name: str) -> Article:
        return Article.objects.get(slug=f"2024-05-01-{name}")

    @invariant()
    def names_of_staff_stand(self) -> None:
        for name in NAMES:
            title = self.model.titles.get(name) or self.imported[name]["title"]
            assert self.article(name).title == title
        if self.model.provider:
            assert Provider.objects.get(domain="example.com").name == self.model.provider

    @invariant()
    def lists_of_staff_stand_and_all_else_is_as_last_imported(self) -> None:
        for (name, kind), touch in self.model.lists.items():
            said, now = self.imported[name][kind], listed(self.article(name), kind)
            assert set(now) == set(said) - touch.removed | touch.added
            assert [one for one in now if one in touch.order] == touch.order
            if touch == Touch():
                assert now == said


@pytest.mark.django_db
def test_any_interleaving_keeps_lists_and_names() -> None:
    run_interleavings(Desk, steps=20)

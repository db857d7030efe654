"""What an import does, in words: notes on articles that staff should look at, and its plan in short."""

from collections.abc import Callable, Sequence
from typing import Any

from articles.importing.planning import ArticlePlan
from articles.importing.proposal import Proposal
from articles.seedfile import Problem
from articles.seedfile.render_values import KEYS

MAX_PLANNED_SHOWN = 20  # lines of each group in the text form; the JSON form has all
LOST = Problem("lost", "its file says that it is not published any more: readers lose the article")
NAMES = {field: key for field, (key, _) in KEYS.items()} | {"links": "related", "extra": "other keys"}

Planned = dict[str, Any]


def notes_on(plan: ArticlePlan) -> list[Problem]:
    """What needs somebody's eye: new conflicts, and an article that is taken from readers."""
    notes = []
    if names := plan.conflicting:
        article = "" if plan.claim.file.declared_slug else f" of {plan.claim.slug}"
        why = f"upstream changed {_listed(names)}{article}, which staff have changed too"
        notes.append(
            Problem("conflict", f"{why}; staff's own stays: settle it in the admin, under Conflicts")
        )
    if plan.columns.get("unpublished_at"):
        notes.append(LOST)
    return notes


def plan_in_short(plan: Proposal) -> list[str]:
    """What would be new or changed, a line each, without what `notes_on` says."""
    new = [one for one in plan.files if one["group"] == "new"]
    changed = [one for one in plan.files if one["group"] != "new" and one["changes"]]
    groups = [
        ("New articles", new, lambda one: one["slug"]),
        ("Changed articles", changed, lambda one: f"{one['slug']}: {_listed(one['changes'])}"),
        ("New and changed providers and topics", plan.subjects, _subject),
    ]
    return [line for name, those, told in groups for line in _group(name, those, told)]


def _group(name: str, those: Sequence[Planned], told: Callable[[Planned], str]) -> list[str]:
    if not those:
        return []
    more = len(those) - MAX_PLANNED_SHOWN
    lines = [f"  {told(one)}" for one in those[:MAX_PLANNED_SHOWN]]
    lines += [f"  … and {more:,} more; --report json has all"] if more > 0 else []
    return [f"{name} ({len(those):,}):", *lines, ""]


def _subject(one: Planned) -> str:
    return f"{one['model']} {one['title']}: {'new' if one['new'] else ', '.join(one['changes'])}"


def _listed(names: Sequence[str] | dict[str, Any]) -> str:
    """Fields, by the names that files have for them."""
    return ", ".join(NAMES.get(name, name) for name in names)

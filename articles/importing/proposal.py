"""What an import would do, told file by file before it is done, and recognised when it is done."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.importing.planning import ArticlePlan, Plan
from articles.importing.statements import RowPlan

UNTOLD = frozenset(
    {"unpublished_at", "mention_id", "key", "address_hash"}
)  # follow from others, or from the clock


Subject = tuple[str, RowPlan]  # "provider" or "topic", and what to write


class ProposalMovedError(Exception):
    """What was approved is not what would be done now."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Per file its path, article and `group` (new, changed, conflict, unchanged), and what would change.

    `subjects` are the providers and topics that would change, those of whole sites included. `standing` are
    files of which nothing would change (unchanged, missing): worth seeing, and no matter if they move.
    """

    files: list[dict[str, Any]]
    subjects: list[dict[str, Any]]
    standing: list[dict[str, Any]] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """The same for the same changes, whenever they are proposed."""
        return hashlib.sha256(json.dumps([self.files, self.subjects], sort_keys=True).encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """What would change, for programs."""
        return {
            "files": [one for one in self.files if one["group"] != "unchanged"],
            "subjects": self.subjects,
        }


def propose(plans: Iterable[Plan], site_data: Iterable[Subject]) -> Proposal:
    """Tell what `plans`, and what whole sites say, would do."""
    files: list[dict[str, Any]] = []
    subjects: dict[tuple[str, str], dict[str, Any]] = {}
    for plan in plans:
        files += map(_told, plan.articles)
        _collect(subjects, (("provider", one) for one in plan.providers))
        _collect(subjects, (("topic", one) for one in plan.topics))
    _collect(subjects, site_data)
    return Proposal(
        sorted(files, key=lambda one: one["slug"]), [subjects[which] for which in sorted(subjects)]
    )


def _collect(subjects: dict[tuple[str, str], dict[str, Any]], plans: Iterable[Subject]) -> None:
    for model, plan in plans:
        if plan.changes:
            one = subjects.setdefault(
                (model, plan.subject),
                {"model": model, "title": plan.subject, "new": not plan.id, "changes": {}},
            )
            one["changes"] |= plan.changes


def _told(one: ArticlePlan) -> dict[str, Any]:
    groups = {"created": "new", "updated": "changed", "unchanged": "unchanged"}
    return {
        "path": one.claim.file.label,
        "slug": one.claim.slug,
        "title": one.filing.seed.title,
        "sha256": one.claim.file.sha256,
        "group": "conflict" if one.conflicting else groups[one.outcome],
        "changes": _changes(one),
        "conflicts": dict(one.merging.conflicts or {}) if one.conflicting else {},
    }


def _changes(one: ArticlePlan) -> dict[str, list[Any]]:
    if one.row is None:
        return {}
    changes = dict(one.merging.changes)
    changes |= {
        name: [getattr(one.row, name), value] for name, value in one.columns.items() if name not in UNTOLD
    }
    if one.links:
        changes["links"] = [len(one.row.links), len(one.links.links)]
    return changes

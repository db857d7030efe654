"""What an import would do, told file by file before it is done, and recognised when it is done."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.importing.planning import ArticlePlan, Plan

UNTOLD = frozenset(
    {"unpublished_at", "mention_id", "key", "address_hash"}
)  # follow from others, or from the clock


class ProposalMovedError(Exception):
    """What was approved is not what would be done now."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Per file its path, article and `group` (new, changed, conflict, unchanged), and what would change."""

    files: list[dict[str, Any]]

    @property
    def fingerprint(self) -> str:
        """The same for the same changes, whenever they are proposed."""
        return hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()


def propose(plans: Iterable[Plan]) -> Proposal:
    """Tell what `plans` would do."""
    told = (_told(one) for plan in plans for one in plan.articles)
    return Proposal(sorted(told, key=lambda one: one["slug"]))


def _told(one: ArticlePlan) -> dict[str, Any]:
    groups = {"created": "new", "updated": "changed", "unchanged": "unchanged"}
    return {
        "path": one.claim.file.label,
        "slug": one.claim.slug,
        "title": one.claim.file.facts.title,
        "sha256": one.claim.file.sha256,
        "group": "conflict" if one.new_conflicts else groups[one.outcome],
        "changes": _changes(one),
        "conflicts": dict(one.merging.conflicts or {}) if one.new_conflicts else {},
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

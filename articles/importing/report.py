"""What a run did, counted and listed: the same facts as JSON for programs and as text for people."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.importing.outlook import plan_in_short
from articles.importing.proposal import Proposal
from articles.seedfile import Problem
from articles.text.lines import printable

MAX_NOTES_SHOWN = 40  # different notes in the text form; the JSON form has all
WORST_NOTES = ("conflict", "lost", "missing", "still-withdrawn")  # of what readers and staff have
MAX_PLACES_SHOWN = {"default": 2} | dict.fromkeys(WORST_NOTES, 20)  # where else the same is to be said


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem or note about one file."""

    path: str
    problem: Problem

    def as_dict(self) -> dict[str, Any]:
        one = self.problem
        return {
            "path": self.path,
            "line": one.line,
            "field": one.field,
            "code": one.code,
            "message": one.message,
        }

    @property
    def place(self) -> str:
        return printable(self.path) + (f":{self.problem.line}" if self.problem.line else "")

    def __str__(self) -> str:
        return f"{self.place}: {self.problem.code}: {self.problem.message}"


@dataclass(slots=True)
class Report:
    """The counts and lists of one run; files are news documents, by what happened to their articles."""

    dry_run: bool = False
    abandoned: bool = False  # problems, and all or nothing was asked for
    run: int | None = None
    files: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    conflicts: int = 0
    missing: int = 0
    articles: int = 0
    related_links: int = 0
    providers_updated: int = 0
    repairs: int = 0
    seconds: float = 0.0
    problems: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    plan: Proposal | None = None  # where nothing was written; told of dry runs
    counted_providers: set[str] = field(default_factory=set)

    def reject(self, path: str, *problems: Problem) -> None:
        """Leave out the file at `path`."""
        self.rejected += 1
        self.leave_out(path, *problems)

    def leave_out(self, path: str, *problems: Problem) -> None:
        """Report what keeps something from being read that is no news document, and so counts in no sum."""
        self.problems += [Entry(path, one) for one in problems]

    def note(self, path: str, *notes: Problem) -> None:
        self.repairs += sum(one.code == "repair" for one in notes)
        self.notes += [Entry(path, one) for one in notes]

    def count_article(self, outcome: str, related_links: int) -> None:
        """Count a file whose article is `created`, `updated` or `unchanged`."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.articles += 1
        self.related_links += related_links

    def count_provider(self, domain: str, *, new: bool) -> None:
        """Count a provider that changed, once; one that this run made is no update."""
        if not new and domain not in self.counted_providers:
            self.providers_updated += 1
        self.counted_providers.add(domain)

    def as_dict(self) -> dict[str, Any]:
        """The report as programs and the admin know it; keys in their documented order."""
        counts = ("files", "created", "updated", "unchanged", "skipped", "rejected", "conflicts", "missing")
        held = ("articles", "related_links", "providers_updated", "repairs")
        return {
            "run": self.run,
            "dry_run": self.dry_run,
            **{name: getattr(self, name) for name in counts + held},
            "seconds": round(self.seconds, 3),
            "problems": [entry.as_dict() for entry in self.problems],
            "notes": [entry.as_dict() for entry in self.notes],
            **({"plan": self.plan.as_dict()} if self.dry_run and self.plan else {}),
        }

    def told_as(self, form: str) -> str:
        """The report in the `form` "text" or "json"."""
        return self.as_json() if form == "json" else self.as_text()

    def as_json(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        """Worst first: what was left out and why, what is worth knowing, what a dry run planned, the sums."""
        lines = [str(entry) for entry in self.problems]
        lines += notes_in_short(self.notes)
        plan = plan_in_short(self.plan) if self.dry_run and self.plan else []
        return "\n".join([*lines, *([""] if lines else []), *plan, *self.sums()])

    def sums(self) -> list[str]:
        """The counts in sentences."""
        done = [("created", self.created), ("updated", self.updated), ("unchanged", self.unchanged)]
        left = [("skipped", self.skipped), ("rejected", self.rejected)]
        sums = ", ".join(f"{count:,} {name}" for name, count in done + [one for one in left if one[1]])
        head = "Dry run, nothing written. " if self.dry_run else ""
        if self.abandoned:
            head = "Nothing written: there are problems, and all or nothing was asked for. "
        return [
            *self._problems_by_code(),
            f"{head}{_many(self.files, 'file')}: {sums}.",
            self._held(),
            *self._worth_knowing(),
            f"Took {self.seconds:.1f} s" + (f", run {self.run}." if self.run else "."),
        ]

    def _problems_by_code(self) -> list[str]:
        codes = Counter(entry.problem.code for entry in self.problems).most_common()
        told = ", ".join(f"{count:,} {code}" for code, count in codes)
        return [f"{_many(len(self.problems), 'problem')}: {told}."] if codes else []

    def _held(self) -> str:
        hold = "It holds" if self.files == 1 else "They hold"
        return f"{hold} {_many(self.articles, 'article')} and {_many(self.related_links, 'related link')}."

    def _worth_knowing(self) -> list[str]:
        them = "it" if self.conflicts == 1 else "them"
        gone = "whose file is gone" if self.missing == 1 else "whose files are gone"
        counted = [
            (self.conflicts, "conflict", f"with staff edits; settle {them} in the admin, under Conflicts"),
            (self.missing, "article", gone),
            (self.providers_updated, "provider", "updated"),
            (self.repairs, "repair", "of broken text"),
        ]
        return [f"{_many(count, name)} {what}." for count, name, what in counted if count]


def notes_in_short(notes: Sequence[Entry]) -> list[str]:
    """The notes, worst first, each said once however many files it is about."""
    equal: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in notes:
        equal[entry.problem.code, entry.problem.message].append(entry)
    ranks = {code: rank for rank, code in enumerate(WORST_NOTES)}
    worst_first = sorted(equal.values(), key=lambda entries: ranks.get(entries[0].problem.code, len(ranks)))
    lines = [line for entries in worst_first[:MAX_NOTES_SHOWN] for line in _told_once(entries)]
    more = len(worst_first) - MAX_NOTES_SHOWN
    return lines + ([f"… and {_many(more, 'more note')}; --report json has all"] if more > 0 else [])


def _told_once(entries: Sequence[Entry]) -> list[str]:
    """What `entries` all say, and under it some of the other places that it is about."""
    first, *others = entries
    if not others:
        return [str(first)]
    shown = MAX_PLACES_SHOWN.get(first.problem.code, MAX_PLACES_SHOWN["default"])
    more = len(others) - shown
    lines = [f"{first} (and {_many(len(others), 'time')} more)"]
    lines += [f"  also {entry.place}" for entry in others[:shown]]
    return lines + ([f"  … and {more:,} more; --report json has all"] if more > 0 else [])


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"

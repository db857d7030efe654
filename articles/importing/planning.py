"""The plan of one batch: a pure function of its claims and a snapshot, carried out by `writing`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from articles.importing.links import Copy, Directory, LinkPlan, joined, plan_links, prevailing
from articles.importing.lot import Lot
from articles.importing.merging import Merging, merge_article
from articles.importing.roll import Claim, Filing, Kind
from articles.importing.state import ArticleRow, ForeignLink, LinkRow, Snapshot
from articles.importing.statements import RowPlan, plan_rows
from articles.merge import merge_value
from articles.seedfile import MentionValues

UNSEEN_COLUMNS = frozenset({"key", "address_hash", "mention_id"})  # a change of these alone is none to people


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """What one file makes of its article; `columns` are those that only imports write."""

    filing: Filing
    row: ArticleRow | None
    merging: Merging
    columns: dict[str, Any]
    links: LinkPlan | None
    new_document: bool

    @property
    def claim(self) -> Claim:
        return self.filing.claim

    @property
    def related_count(self) -> int:
        return len(self.filing.seed.related)

    @property
    def conflicting(self) -> list[str]:
        """The fields that upstream changed now and staff had changed, differently."""
        standing = self.row.conflicts if self.row else {}
        return [name for name, one in (self.merging.conflicts or {}).items() if one != standing.get(name)]

    @property
    def outcome(self) -> str:
        """How the run counts it: a file that completes a stub is a new article to its readers."""
        if self.claim.kind in (Kind.NEW, Kind.COMPLETE):
            return "created"
        changed = self.merging.changes or self.links or self.columns.keys() - UNSEEN_COLUMNS
        return "updated" if changed else "unchanged"


@dataclass(frozen=True, slots=True)
class StubPlan:
    """A new article that only others' lists know, and what to write of it."""

    copy: Copy
    merging: Merging

    @property
    def key(self) -> str:
        return self.copy.key

    @property
    def digest(self) -> str:
        return self.copy.digest


@dataclass(frozen=True, slots=True)
class Retarget:
    """A link outside the batch whose key means another article now; it takes over `absorbs`."""

    link: ForeignLink
    result: LinkRow
    absorbs: LinkRow | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one batch writes."""

    articles: Sequence[ArticlePlan] = ()
    stubs: Sequence[StubPlan] = ()
    mentions: Sequence[MentionValues] = ()
    reunited: Sequence[MentionValues] = ()  # stored ones whose provider went when an import was undone
    providers: Sequence[RowPlan] = ()
    topics: Sequence[RowPlan] = ()
    retargets: Sequence[Retarget] = ()


def make_plan(lot: Lot, snapshot: Snapshot) -> Plan:
    """Decide what `lot` changes in the database that `snapshot` shows."""
    filings = lot.filings
    directory = Directory(snapshot.targets, [(one.ref, one.claim.slug, one.seed.key) for one in filings])
    articles = [_plan_article(one, snapshot, directory) for one in filings]
    retargets = list(_retargets(snapshot, directory))
    return Plan(
        articles=articles,
        stubs=_new_stubs(filings, snapshot, directory.new_stubs),
        mentions=[one for digest, one in sorted(lot.mentions.items()) if digest not in snapshot.mentions],
        reunited=[lot.mentions[one] for one in snapshot.mentions_left_alone if lot.mentions[one].provider],
        providers=plan_rows(lot.providers, snapshot.providers),
        topics=plan_rows(lot.topics, snapshot.topics),
        retargets=retargets,
    )


def _new_stubs(filings: Sequence[Filing], snapshot: Snapshot, keys: set[str]) -> list[StubPlan]:
    copies = [
        Copy(mention.key, mention.digest, mention, one.claim.slug)
        for one in filings
        for mention in one.seed.related
        if mention.key in keys
    ]
    copies += [
        Copy(one.link.key, one.link.digest, one, one.slug)
        for one in snapshot.foreign_links
        if one.link.key in keys
    ]
    chosen = prevailing(copies)
    return [StubPlan(copy, merge_article(copy.said, None)) for _, copy in sorted(chosen.items())]


def _plan_article(filing: Filing, snapshot: Snapshot, directory: Directory) -> ArticlePlan:
    claim = filing.claim
    row = snapshot.articles[claim.article_id] if claim.article_id else None
    base_keys = row.base.get("related", ()) if row else ()
    merging = merge_article(filing.said, row)
    return ArticlePlan(
        filing=filing,
        row=row,
        merging=merging,
        columns=_importers_columns(filing, row, snapshot.at),
        links=plan_links(filing.ref, row, base_keys, filing.seed.related, directory),
        new_document=row is None or _is_another_file(claim, row),
    )


def _is_another_file(claim: Claim, row: ArticleRow) -> bool:
    """Whether the document must be kept; a copy of it in another source adds nothing."""
    file, (source, path) = claim.file, row.file
    moved = source == file.source.name and path != file.path
    return moved or (file.sha256, file.reading) != (row.sha256, row.reading)


def _importers_columns(filing: Filing, row: ArticleRow | None, at: str) -> dict[str, Any]:
    """The columns that only imports write, as far as they change."""
    claim, seed = filing.claim, filing.seed
    wanted: dict[str, Any] = {
        "slug": claim.slug,
        "key": seed.key,
        "address_hash": seed.address_hash,
        "flagged": seed.flagged,
        "live_from": filing.said["published_at"],
    }
    if row is None:
        return wanted
    if row.live_from is not None:
        base = row.base.get("published_at")
        wanted["live_from"] = merge_value(base, wanted["live_from"], row.live_from).value
    columns = {name: value for name, value in wanted.items() if value != getattr(row, name)}
    if claim.kind is Kind.COMPLETE:
        columns["mention_id"] = None
    if "flagged" in columns and not row.decision:
        columns |= _readers_columns(row, at)
    return columns


def _readers_columns(row: ArticleRow, at: str) -> dict[str, Any]:
    """What changing the flag of an undecided article means to its readers: lost now, or back again."""
    if row.is_live:
        return {"unpublished_at": at}
    return {"unpublished_at": None} if row.unpublished_at else {}


def _retargets(snapshot: Snapshot, directory: Directory) -> Iterable[Retarget]:
    for foreign in snapshot.foreign_links:
        target = directory.ref(foreign.link.key)
        if target in (foreign.link.target, foreign.article_id):
            continue
        absorbs = (
            snapshot.editors_links.get((foreign.article_id, target)) if isinstance(target, int) else None
        )
        result = joined(foreign.link, absorbs) if absorbs else foreign.link
        yield Retarget(foreign, result._replace(target=target), absorbs)

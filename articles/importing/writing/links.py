"""Write related links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.curation.representation import plain_related
from articles.importing.links import LinkPlan
from articles.importing.planning import Plan, Retarget
from articles.importing.state import ArticleRow, LinkRow, Ref, Snapshot
from articles.importing.writing.ids import Ids
from articles.models import RelatedLink
from articles.rows import insert, update

COLUMNS = ("position", "hidden", "our_title", "our_excerpt", "key", "mention_id")


@dataclass(slots=True)
class Writes:
    """Link rows to delete, update and insert, in that order; articles whose coverage they change."""

    gone: list[int] = field(default_factory=list)
    kept: list[tuple[int, LinkRow]] = field(default_factory=list)
    new: list[tuple[int, LinkRow, int, int]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def carry_out(self, ids: Ids) -> None:
        kept = ((*_columns(position, link, ids), link.id) for position, link in self.kept)
        new = ((*_columns(position, link, ids), *ends) for position, link, *ends in self.new)
        RelatedLink.objects.filter(pk__in=self.gone).delete()
        update(RelatedLink, COLUMNS, kept)
        insert(RelatedLink, (*COLUMNS, "article_id", "target_id"), new)


def write_links(plan: Plan, snapshot: Snapshot, ids: Ids) -> set[int]:
    """Write the links of a batch; the ids of articles of which another copy may prevail now, or none."""
    writes = Writes()
    stubs: dict[Ref, str | None] = {row.id: row.digest for row in snapshot.targets if row.slug is None}
    stubs |= {stub.key: stub.digest for stub in plan.stubs}
    for one in plan.articles:
        if one.links:
            _collect(one.links, one.row.links if one.row else (), stubs, ids, writes)
    for retarget in plan.retargets:
        _retarget(retarget, ids, writes)
    writes.carry_out(ids)
    return writes.touched


def _collect(
    plan: LinkPlan, standing: Iterable[LinkRow], stubs: Mapping[Ref, str | None], ids: Ids, writes: Writes
) -> None:
    article = ids.article(plan.article)
    stored = {link.id: link for link in standing}
    writes.gone += plan.gone
    writes.touched |= {ids.article(stored[gone].target) for gone in plan.gone}
    for position, link in enumerate(plan.links):
        target, before = ids.article(link.target), stored.get(link.id)
        if before and before.target == link.target:
            writes.kept.append((position, link))
            if before.digest != link.digest:
                writes.touched.add(target)
            continue
        if before:  # made anew: two rows that swap targets would collide half-way
            writes.gone.append(link.id)
            writes.touched.add(ids.article(before.target))
        writes.new.append((position, link, article, target))
        if stubs.get(link.target, link.digest) != link.digest:
            writes.touched.add(target)


def _retarget(retarget: Retarget, ids: Ids, writes: Writes) -> None:
    foreign = retarget.link
    writes.gone.append(foreign.link.id)
    if retarget.absorbs:
        writes.gone.append(retarget.absorbs.id)
    target = ids.article(retarget.result.target)
    writes.new.append((foreign.position, retarget.result, foreign.article_id, target))
    writes.touched |= {ids.article(foreign.link.target), target}


def _columns(position: int, link: LinkRow, ids: Ids) -> tuple[Any, ...]:
    mention = ids.mentions[link.digest] if link.digest else None
    return position, link.hidden, link.our_title, link.our_excerpt, link.key, mention


RelatedLists = dict[int, list[dict[str, Any]]]


def related_lists(articles: Sequence[int]) -> RelatedLists:
    """The stored lists of articles by id, as the journal shows them."""
    lists: RelatedLists = {article: [] for article in articles}
    for link in RelatedLink.objects.filter(article__in=articles).order_by("position", "id"):
        lists[link.article_id] += plain_related([link])
    return lists


def journalled(links: Iterable[LinkRow], ids: Ids) -> list[dict[str, Any]]:
    """Links as the journal shows them: see `curation.representation`."""
    return [
        {
            name: value
            for name, value in {
                "target": ids.article(link.target),
                "key": link.key,
                "mention": ids.mentions[link.digest] if link.digest else None,
                "hidden": link.hidden,
                "our_title": link.our_title,
                "our_excerpt": link.our_excerpt,
            }.items()
            if value
        }
        for link in links
    ]


def link_change(row: ArticleRow, plan: LinkPlan, ids: Ids) -> list[Any]:
    """Before and after of one article's links."""
    return [journalled(row.links, ids), journalled(plan.links, ids)]

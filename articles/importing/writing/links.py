"""Write related links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from articles.curation.representation import plain_related
from articles.importing.links import LinkPlan
from articles.importing.planning import Plan, Retarget
from articles.importing.state import ArticleRow, LinkRow, Ref, Snapshot
from articles.importing.writing.ids import Ids
from articles.models import RelatedLink
from articles.rows import insert, one_of, update

COLUMNS = ("position", "hidden", "our_title", "our_excerpt", "key", "mention_id")


# A link to insert: its position, the link, and the ids of its article and target. No class: these are many.
New = tuple[int, LinkRow, int, int]


@dataclass(slots=True)
class Writes:
    """Link rows to delete and update before new ones come; articles whose coverage all that changes."""

    gone: list[int] = field(default_factory=list)
    kept: list[tuple[int, LinkRow]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def carry_out(self, new: Iterable[New], ids: Ids) -> None:
        kept = ((*_columns(position, link, ids), link.id) for position, link in self.kept)
        rows = ((*_columns(position, link, ids), *ends) for position, link, *ends in new)
        RelatedLink.objects.filter(one_of("id", self.gone)).delete()
        update(RelatedLink, COLUMNS, kept)
        insert(RelatedLink, (*COLUMNS, "article_id", "target_id"), rows)


def write_links(plan: Plan, snapshot: Snapshot, ids: Ids) -> set[int]:
    """Write the links of a batch; the ids of articles of which another copy may prevail now, or none."""
    writes = Writes()
    stubs: dict[Ref, str | None] = {row.id: row.digest for row in snapshot.targets if row.slug is None}
    stubs |= {stub.key: stub.digest for stub in plan.stubs}
    lists = [(one.links, one.row.links if one.row else ()) for one in plan.articles if one.links]
    new = [one for links, standing in lists if standing for one in _new(links, standing, stubs, ids, writes)]
    new += [_retargeted(one, ids, writes) for one in plan.retargets]
    # Where nothing stood, rows are made while others are written: nearly all are these.
    fresh = (one for links, standing in lists if not standing for one in _new(links, (), stubs, ids, writes))
    writes.carry_out(chain(new, fresh), ids)
    return writes.touched


def _new(
    plan: LinkPlan, standing: Iterable[LinkRow], stubs: Mapping[Ref, str | None], ids: Ids, writes: Writes
) -> Iterator[New]:
    """The links of a list that are new; making them puts what becomes of standing ones into `writes`."""
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
        if stubs.get(link.target, link.digest) != link.digest:
            writes.touched.add(target)
        yield position, link, article, target


def _retargeted(retarget: Retarget, ids: Ids, writes: Writes) -> New:
    foreign = retarget.link
    writes.gone.append(foreign.link.id)
    if retarget.absorbs:
        writes.gone.append(retarget.absorbs.id)
    target = ids.article(retarget.result.target)
    writes.touched |= {ids.article(foreign.link.target), target}
    return foreign.position, retarget.result, foreign.article_id, target


def _columns(position: int, link: LinkRow, ids: Ids) -> tuple[Any, ...]:
    mention = ids.mentions[link.digest] if link.digest else None
    return position, link.hidden, link.our_title, link.our_excerpt, link.key, mention


RelatedLists = dict[int, list[dict[str, Any]]]


def related_lists(articles: Sequence[int]) -> RelatedLists:
    """The stored lists of articles by id, as the journal shows them."""
    lists: RelatedLists = {article: [] for article in articles}
    for link in RelatedLink.objects.filter(one_of("article_id", articles)).order_by("position", "id"):
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

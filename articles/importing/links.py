"""Related links of one article, planned: what its file lists, merged with what editors made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.importing.state import ArticleRow, ForeignLink, LinkRow, Ref, TargetRow
from articles.merge import merge_list
from articles.seedfile import MentionValues
from articles.seedfile.said import Said


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """The links of `article` as they shall stand, in order; id 0: a new one. None: they stand already."""

    article: Ref
    links: Sequence[LinkRow]
    gone: Sequence[int]


class Directory:
    """Which article a key means: the one with the lowest slug, else the stub, else a new stub."""

    def __init__(self, targets: Iterable[TargetRow], own: Iterable[tuple[Ref, str, str]]) -> None:
        """`own` are the articles of the batch: reference, slug and key as they shall be."""
        own = list(own)
        ids = {ref for ref, _, _ in own}
        known = [(row.id, row.slug, row.key) for row in targets if row.id not in ids]
        self._refs: dict[str, Ref] = {}
        for ref, _, key in sorted((*own, *known), key=lambda one: (one[1] is None, one[1] or "")):
            self._refs.setdefault(key, ref)
        self.new_stubs: set[str] = set()

    def find(self, key: str) -> Ref | None:
        """The article that `key` means, if there is one."""
        return self._refs.get(key)

    def ref(self, key: str) -> Ref:
        """The article that `key` means; a new stub where there is none."""
        found = self._refs.get(key)
        if found is None:
            self.new_stubs.add(key)
            found = self._refs[key] = key
        return found


def plan_links(
    article: Ref,
    row: ArticleRow | None,
    base_keys: Sequence[str],
    related: Sequence[MentionValues],
    directory: Directory,
) -> LinkPlan | None:
    """Merge the related list of a file into the stored one."""
    upstream = {directory.ref(mention.key): mention for mention in related}
    upstream.pop(article, None)
    if row is None:
        links = [LinkRow(0, ref, False, "", "", one.key, one.digest) for ref, one in upstream.items()]
        return LinkPlan(article, links, ()) if links else None
    ours = _by_target(row.links, directory)
    known = {link.key: ref for ref, link in ours.items() if link.key}
    base = [known.get(key) or directory.find(key) or key for key in base_keys]
    base = [ref for ref in base if ref in upstream or ref not in ours or not ours[ref].is_ours_to_keep]
    order = merge_list(base, list(upstream), list(ours))
    links = [_link(ref, ours.get(ref), upstream.get(ref)) for ref in order]
    if links == list(row.links):
        return None
    kept = {link.id for link in links}
    return LinkPlan(article, links, [link.id for link in row.links if link.id not in kept])


def _by_target(links: Sequence[LinkRow], directory: Directory) -> dict[Ref, LinkRow]:
    """Stored links by what they mean now; where a file's link and an editor's meet, they become one."""
    found: dict[Ref, LinkRow] = {}
    for link in links:
        ref = (directory.find(link.key) if link.key else None) or link.target
        other = found.get(ref)
        found[ref] = link if other is None else joined(other, link)
    return found


def joined(one: LinkRow, other: LinkRow) -> LinkRow:
    """The link that names a file's entry, with the editors' words of either."""
    named, added = (one, other) if one.key else (other, one)
    return named._replace(
        hidden=named.hidden or added.hidden,
        our_title=named.our_title or added.our_title,
        our_excerpt=named.our_excerpt or added.our_excerpt,
    )


def _link(target: Ref, stored: LinkRow | None, mention: MentionValues | None) -> LinkRow:
    if stored is None and mention is not None:
        return LinkRow(0, target, key=mention.key, digest=mention.digest)
    link = stored or LinkRow(0, target)
    if mention is None:  # an editor's link, or one that upstream dropped but editors hid or wrote about
        return link._replace(target=target, key="", digest="")
    return link._replace(target=target, key=mention.key, digest=mention.digest)


class Copy(NamedTuple):
    """What one list says of the article `key`; `listed_by` is the slug of the listing article."""

    key: str
    digest: str
    source: MentionValues | ForeignLink
    listed_by: str

    @property
    def said(self) -> Said:
        return self.source.said


def prevailing(copies: Iterable[Copy]) -> dict[str, Copy]:
    """Per key the copy that most lists carry; ties go to the list with the lowest slug."""
    seen: dict[str, dict[str, tuple[int, str, Copy]]] = {}
    for copy in copies:
        of_key = seen.setdefault(copy.key, {})
        count, lowest, first = of_key.get(copy.digest, (0, copy.listed_by, copy))
        of_key[copy.digest] = (count + 1, min(lowest, copy.listed_by), first)
    return {key: min(of_key.values(), key=lambda one: (-one[0], one[1]))[2] for key, of_key in seen.items()}

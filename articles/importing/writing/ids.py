"""The ids of all that a plan writes or refers to, given before the first row is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.importing.planning import Plan
from articles.importing.state import Ref, Snapshot
from articles.models import Article, Document, Mention
from articles.rows import one_of, reserve_ids


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of articles, and of the new documents of files, by reference; of mentions by digest."""

    articles: Mapping[Ref, int]
    documents: Mapping[Ref, int]
    mentions: Mapping[str, int]

    def article(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else self.articles[ref]


def give_ids(plan: Plan, snapshot: Snapshot) -> Ids:
    """Look up what is stored, reserve what is new."""
    new: list[Ref] = [one.filing.ref for one in plan.articles if one.row is None]
    new += [stub.key for stub in plan.stubs]
    documents = [one.filing.ref for one in plan.articles if one.new_document]
    digests = [mention.digest for mention in plan.mentions]
    mentions = {**snapshot.mentions, **dict(zip(digests, reserve_ids(Mention, len(digests)), strict=True))}
    return Ids(
        articles=dict(zip(new, reserve_ids(Article, len(new)), strict=True)),
        documents=dict(zip(documents, reserve_ids(Document, len(documents)), strict=True)),
        mentions=mentions | _stored_mentions(_digests(plan) - mentions.keys()),
    )


def _digests(plan: Plan) -> set[str]:
    """Copies that the links of the plan carry, and those that they replace."""
    lists = [(one.row.links if one.row else (), one.links.links) for one in plan.articles if one.links]
    carried = {link.digest for stored, planned in lists for link in (*stored, *planned)}
    moved = {one.result.digest for one in plan.retargets} | {stub.digest for stub in plan.stubs}
    return (carried | moved) - {""}


def _stored_mentions(digests: Iterable[str]) -> dict[str, int]:
    return dict(Mention.objects.filter(one_of("digest", digests)).values_list("digest", "id"))

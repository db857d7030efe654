"""Write documents: what files said, and their bytes, of which related entries are kept once."""

from collections.abc import Iterable, Sequence

from articles.importing.planning import ArticlePlan
from articles.importing.writing.ids import Ids
from articles.models import Block, Document, Encoded, ImportRun
from articles.rows import Row, insert, one_of
from articles.seedfile import MentionValues

DOCUMENT = (
    *("id", "article_id", "run_id", "source", "path", "sha256", "reading"),
    *("text", "blocks_at", "shelved", "said", "related_count"),
)
BLOCK = ("digest", "mention_id", "text")


def write_documents(plans: Sequence[ArticlePlan], ids: Ids, run: ImportRun) -> None:
    """Keep what the files said."""
    new = [one for one in plans if one.new_document]
    _write_blocks((entry for one in new if _has_blocks(one) for entry in one.filing.seed.related), ids)
    insert(Document, DOCUMENT, (_row(one, ids, run) for one in new))


def _has_blocks(plan: ArticlePlan) -> bool:
    return plan.filing.packed.blocks_at is not None


def _row(plan: ArticlePlan, ids: Ids, run: ImportRun) -> Row:
    file, filing = plan.claim.file, plan.filing
    entries = filing.seed.related if _has_blocks(plan) else ()
    shelved = b"".join(entry.block.digest for entry in entries if entry.block)
    where = (file.source.name, file.path, file.sha256, file.reading)
    what = (*filing.packed, shelved, Encoded(filing.said_text), plan.related_count)
    return (ids.documents[filing.ref], ids.article(filing.ref), run.pk, *where, *what)


def _write_blocks(entries: Iterable[MentionValues], ids: Ids) -> None:
    """Insert the blocks that are new."""
    distinct = {entry.block.digest: entry for entry in entries if entry.block}
    blocks = {digest.hex(): entry for digest, entry in distinct.items()}
    stored = set(Block.objects.filter(one_of("digest", blocks)).values_list("digest", flat=True))
    rows = (
        (digest, ids.mentions[one.digest], one.block.text)
        for digest, one in blocks.items()
        if one.block and digest not in stored
    )
    insert(Block, BLOCK, rows)

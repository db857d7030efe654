"""Write documents: what files said, and their bytes, of which related entries are kept once."""

from collections.abc import Iterable, Sequence

from articles.importing.planning import ArticlePlan
from articles.importing.writing.ids import Ids
from articles.models import Block, Document, Encoded, ImportRun
from articles.rows import insert, one_of
from articles.seedfile import MentionValues

DOCUMENT = (
    *("id", "article_id", "run_id", "source", "path", "sha256", "reading"),
    *("text", "blocks_at", "shelved", "said", "related_count"),
)
BLOCK = ("digest", "mention_id", "text")


def write_documents(plans: Sequence[ArticlePlan], ids: Ids, run: ImportRun) -> None:
    """Keep what the files said."""
    rows = []
    entries: list[MentionValues] = []
    for one in plans:
        if one.new_document:
            file, filing, shelved = one.claim.file, one.filing, b""
            if filing.packed.blocks_at is not None:
                entries += filing.seed.related
                shelved = b"".join(entry.block.digest for entry in filing.seed.related if entry.block)
            where = (file.source.name, file.path, file.sha256, file.reading)
            what = (*filing.packed, shelved, Encoded(filing.said_text), one.related_count)
            rows.append((ids.documents[filing.ref], ids.article(filing.ref), run.pk, *where, *what))
    _write_blocks(entries, ids)
    insert(Document, DOCUMENT, rows)


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

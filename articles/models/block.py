"""The bytes of related entries, each kept once however many files hold it."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.document import Document
from articles.models.mention import Mention
from articles.seedfile.packing import Packed, UnpackableError, unpack, unpack_entry

CHUNK = 500  # digests per query: below SQLite's limit of variables


class Block(models.Model):
    """One distinct related entry: `text` its bytes, packed with what its mention says; never changed.

    `digest` has 32 hexadecimal digits: those of the bytes.
    """

    digest = models.CharField(max_length=32, primary_key=True)
    mention = models.ForeignKey(Mention, models.PROTECT, related_name="blocks", db_index=False)
    text = models.BinaryField()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class Shelf:
    """The blocks of some documents, loaded in a few queries, so that their bytes can be put together."""

    def __init__(self, documents: Collection[Document]) -> None:
        digests = sorted({digest for document in documents for digest in document.blocks})
        self._blocks: dict[str, Block] = {}
        for start in range(0, len(digests), CHUNK):
            rows = Block.objects.select_related("mention").in_bulk(digests[start : start + CHUNK])
            self._blocks |= rows

    def raw(self, document: Document) -> bytes:
        """The bytes of the file; raises UnpackableError."""
        entries = [self._entry(digest) for digest in document.blocks]
        return unpack(Packed(bytes(document.text), document.blocks_at), document.said, entries)

    def _entry(self, digest: str) -> bytes:
        block = self._blocks.get(digest)
        if block is None:
            raise UnpackableError(f"the related entry {digest} is not there")
        return unpack_entry(bytes(block.text), block.mention.said)

"""What one file said at one import; export starts from it, the merge takes it as base."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.import_run import ImportRun


class Document(models.Model):
    """One file as one run read it; never changed afterwards.

    `said` holds its normalised values by Article field name, `text` its bytes, packed with these; where
    `blocks_at` is given, without its related entries, which belong there and are the blocks that `shelved`
    names. `reading` is the importer version and options it was read with.
    """

    article = models.ForeignKey(  # null: the import that made the article was undone
        "articles.Article", models.PROTECT, null=True, related_name="documents"
    )
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="documents")
    source = models.CharField(_("source"), max_length=4096)
    path = models.CharField(_("path"), max_length=4096)
    sha256 = models.CharField(max_length=64, db_index=True)
    reading = models.CharField(max_length=64)
    text = models.BinaryField()
    blocks_at = models.PositiveIntegerField(null=True)
    shelved = models.BinaryField(default=b"")
    said = JsonText(default=dict)
    related_count = models.PositiveIntegerField(_("related links"), default=0)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = (models.Index(fields=("source", "path", "-id"), name="document_by_path"),)

    def __str__(self) -> str:
        return self.path

    @property
    def blocks(self) -> list[str]:
        """The digests of its blocks, in order."""
        digits = bytes(self.shelved).hex()
        return [digits[start : start + 32] for start in range(0, len(digits), 32)]

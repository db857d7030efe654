"""An export from start to report: articles, batch by batch, as the files that they are."""

from dataclasses import dataclass, field
from pathlib import Path

from articles.exporting.edits import edits_of
from articles.exporting.folder import Folder
from articles.exporting.loading import Batch, batches
from articles.exporting.remembering import exported_file, hashed, remember
from articles.exporting.values import entry_values, seed_values
from articles.models import Article, Document, ExportedFile
from articles.seedfile.packing import UnpackableError
from articles.seedfile.patch import patch
from articles.seedfile.render import render
from articles.text.lines import printable


class CannotExportError(Exception):
    """An article cannot be written; its message is for the operator."""


@dataclass(slots=True)
class Report:
    """How many files were written: as they came, edited, made of articles without a file; and left out."""

    folder: Path
    unchanged: int = 0
    edited: int = 0
    made: int = 0
    left_out: int = 0
    incomplete: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        """One line, and one more for files that no import would take."""
        written = self.unchanged + self.edited + self.made
        files = "file" if written == 1 else "files"
        text = (
            f"{written:,} {files} written to {printable(str(self.folder))}: {self.unchanged:,} as they came, "
        )
        text += f"{self.edited:,} edited, {self.made:,} of articles that came without a file."
        if self.left_out:
            text += f" {self.left_out:,} unchanged ones left out."
        if self.incomplete:
            text += f"\nWithout a date or an address, which an import needs: {', '.join(self.incomplete)}."
        return text


def export_seeds(root: Path, *, status: str = "", changed_only: bool = False) -> Report:
    """Write the files of all articles in their own right, or of those with `status`, below `root`.

    `changed_only` leaves out those that are as they came. Raises CannotExportError, OutsideError and OSError;
    files that were written by then stay.
    """
    folder = Folder(root)
    report = Report(folder.path)
    for batch in batches(status):
        written: list[ExportedFile] = []
        try:
            for article in batch.articles:
                content = _export(article, batch, folder, report, changed_only=changed_only)
                if content and (file := exported_file(article, content, last_change=batch.last_change)):
                    written.append(file)
        finally:  # whatever ended it, files written so far stay
            remember(written)
    return report


def _export(
    article: Article, batch: Batch, folder: Folder, report: Report, *, changed_only: bool
) -> bytes | None:
    """Write the file of `article`; its content, unless it is as it came."""
    content = (
        _made(article, batch) if article.document is None else _patched(article, article.document, batch)
    )
    slug = article.slug or ""
    as_it_came = article.document is not None and hashed(content) == article.document.sha256
    if article.document is None:
        report.made += 1
    elif not as_it_came:
        report.edited += 1
    elif changed_only:
        report.left_out += 1
        return None
    else:
        report.unchanged += 1
    folder.write(slug, content)
    if not article.address or not article.published_at:
        report.incomplete.append(slug)
    return None if as_it_came else content


def _patched(article: Article, document: Document, batch: Batch) -> bytes:
    try:
        raw = batch.shelf.raw(document)
    except UnpackableError as error:
        problem = f"{article.slug}: {error}; restore document {document.pk} from a backup"
        raise CannotExportError(problem) from error
    return patch(raw, edits_of(article, document, batch))


def _made(article: Article, batch: Batch) -> bytes:
    entries = [entry_values(batch.words[link.pk]) for link in article.related_links.all()]
    return render(seed_values(article, tuple(entry for entry in entries if entry)))

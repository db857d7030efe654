"""What exports wrote, remembered: imported again it is recognised, and changes nothing."""

import hashlib
from collections.abc import Sequence

from articles.models import Article, ExportedFile
from articles.seedfile import parse


def exported_file(article: Article, content: bytes, *, last_change: int) -> ExportedFile | None:
    """What to remember of `content`, written of `article`; None where no import would take it."""
    if (seed := parse(content).seed) is None:
        return None
    return ExportedFile(
        article=article, sha256=hashed(content), related_count=len(seed.related), last_change=last_change
    )


def hashed(content: bytes) -> str:
    """The SHA-256 of a file, by which imports recognise it."""
    return hashlib.sha256(content).hexdigest()


def remember(files: Sequence[ExportedFile]) -> None:
    """Keep `files`, each in the place of what was written of its article before."""
    ExportedFile.objects.bulk_create(
        files,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["sha256", "related_count", "last_change"],
    )

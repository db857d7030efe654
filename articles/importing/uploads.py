"""Uploads: kept apart, proposed, and once approved imported exactly as proposed."""

import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from articles.importing.progress import Progress
from articles.importing.report import Report
from articles.importing.run import Options, import_seeds, propose_import
from articles.importing.sources import is_archive
from articles.models import Upload

KEPT = timedelta(days=7)  # uploads that nobody approved
MAX_SOURCE = 200  # characters, as the model has it
FILES = "upload"  # the source of files that stand for none


def keep_upload(files: Sequence[UploadedFile], *, source: str, by: User | None) -> Upload:
    """Keep `files`, of distinct names, and propose what importing them would do.

    Without a `source` archives stand for themselves, under their names: what another one held is not gone.
    """
    _forget_old()
    upload = Upload(by=by, source=source or _source_of(files), folder=uuid4().hex)
    folder = folder_of(upload)
    folder.mkdir(parents=True)
    for file in files:
        with (folder / name_of(file)).open("xb") as kept:
            shutil.copyfileobj(file, kept)
    try:
        propose_upload(upload)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return upload


def _source_of(files: Sequence[UploadedFile]) -> str:
    archives = sorted(name for name in map(name_of, files) if is_archive(Path(name)))
    return ", ".join(archives)[:MAX_SOURCE] or FILES


def name_of(file: UploadedFile) -> str:
    """Its name as it was, which may say its slug; Django leaves no folders in it."""
    return Path(file.name or "file").name


def propose_upload(upload: Upload) -> None:
    """Propose anew what importing `upload` would do now."""
    report, proposal = propose_import(paths_of(upload), _options(upload))
    upload.proposal = {
        "report": report.as_dict(),
        "files": proposal.files,
        "subjects": proposal.subjects,
        "standing": proposal.standing,
        "fingerprint": proposal.fingerprint,
    }
    upload.save()


def apply_upload(upload: Upload, *, by: User | None, progress: Progress) -> Report:
    """Import `upload` as it was proposed; ProposalMovedError where that is no longer what would be done."""
    expected = upload.proposal["fingerprint"]
    report = import_seeds(paths_of(upload), _options(upload), by=by, progress=progress, expected=expected)
    upload.run_id = report.run
    upload.save()
    shutil.rmtree(folder_of(upload), ignore_errors=True)
    return report


def discard_upload(upload: Upload) -> None:
    """Forget `upload` and its files."""
    shutil.rmtree(folder_of(upload), ignore_errors=True)
    upload.delete()


def folder_of(upload: Upload) -> Path:
    """Where the files of `upload` lie; not below the media that everybody may see."""
    return Path(settings.UPLOAD_ROOT) / upload.folder


def paths_of(upload: Upload) -> list[str]:
    """The files of `upload`, each a path of the import: a few files are never the whole of a source."""
    return [str(path) for path in sorted(folder_of(upload).iterdir())]


def _options(upload: Upload) -> Options:
    return Options(source=upload.source, below=str(folder_of(upload)))


def _forget_old() -> None:
    for upload in Upload.objects.filter(run=None, at__lt=timezone.now() - KEPT):
        discard_upload(upload)

"""The command that undoes an import; the work is in `articles.importing.undo`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseProblem

from articles.curation.undoing import CannotUndoError
from articles.importing.lock import ImportRunningError, NoDatabaseFolderError
from articles.importing.undo import undo_import
from articles.management.stopping import why_stopped
from articles.management.telling import tell
from articles.models import ImportRun


class Command(BaseCommand):
    help = (
        "Undo an import: what it changed is reversed where it still stands; what a later import or an editor"
        " touched is left, and listed. Undoing is itself recorded, and can be undone in the admin."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "run", type=int, metavar="RUN", help="the number of the import, as its report says"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            undone = undo_import(ImportRun.objects.get(pk=options["run"]), by=None)
        except ImportRun.DoesNotExist as error:
            raise CommandError(f"There is no import {options['run']}.", returncode=2) from error
        except (CannotUndoError, ImportRunningError, NoDatabaseFolderError) as error:
            raise CommandError(str(error), returncode=2) from error
        except (DatabaseProblem, OSError, KeyboardInterrupt) as error:
            raise CommandError(why_stopped(error, "Nothing was undone."), returncode=2) from error
        tell(self.stdout, undone.as_text())

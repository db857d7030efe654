"""The command that exports articles as seed files; the work is in `articles.exporting`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseProblem

from articles.exporting import CannotExportError, OutsideError, export_seeds
from articles.management.stopping import why_stopped
from articles.management.telling import tell
from articles.models import Status


class Command(BaseCommand):
    help = (
        "Write every article as DIR/_news/<slug>.md. One that came from a file goes back to the byte, but for"
        " the lines that staff changed. Files that are in the folder already are replaced, none is deleted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "dir", metavar="DIR", type=Path, help="the folder to write to; made where missing"
        )
        parser.add_argument(
            "--status", choices=Status.values, default="", help="only articles of this status"
        )
        parser.add_argument(
            "--changed-only",
            action="store_true",
            help="only articles that differ from the file they came from, and those written here",
        )

    def handle(self, *args: Any, **given: Any) -> None:
        try:
            report = export_seeds(given["dir"], status=given["status"], changed_only=given["changed_only"])
        except (CannotExportError, OutsideError, OSError, DatabaseProblem, KeyboardInterrupt) as error:
            raise CommandError(why_stopped(error, "Files written so far stay."), returncode=2) from error
        tell(self.stdout, report.as_text())

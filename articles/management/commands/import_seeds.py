"""The command that imports seed files; the work is in `articles.importing`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseProblem

from articles.importing.notice import tell_of_failure, tell_of_problems
from articles.importing.progress import progress_shown
from articles.importing.run import CANNOT_RUN, OPTION_NAMES, Options, import_seeds
from articles.management.arguments import add_import_arguments
from articles.management.stopping import beside_the_report, stopping_between_steps, why_stopped
from articles.management.telling import tell

INCOMPLETE = "What was committed stays; run the import again to complete it."
SOME_LEFT_OUT, COULD_NOT_RUN = 1, 2


class Command(BaseCommand):
    help = "Import news items from Markdown files with YAML front matter. Safe to repeat."
    requires_system_checks = ("settings",)  # not those of pages and the admin, which would have to be loaded

    def add_arguments(self, parser: CommandParser) -> None:
        add_import_arguments(parser)

    def handle(self, *args: Any, **given: Any) -> None:
        try:
            with progress_shown() as shown, stopping_between_steps(shown) as progress:
                options = Options(**{name: given[name] for name in OPTION_NAMES})
                report = import_seeds(given["paths"], options, progress=progress)
        except CANNOT_RUN as error:
            raise CommandError(str(error), returncode=COULD_NOT_RUN) from error
        except (DatabaseProblem, OSError, KeyboardInterrupt) as error:
            beside_the_report(tell_of_failure, why := why_stopped(error, INCOMPLETE))
            raise CommandError(why, returncode=COULD_NOT_RUN) from error
        beside_the_report(tell_of_problems, report)
        tell(self.stdout, report.told_as(given["report"]))
        if report.problems:
            sys.exit(SOME_LEFT_OUT)

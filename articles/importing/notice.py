"""Mail to the managers about imports that failed or left files out."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import mail_managers

from articles.importing.report import Report

MAX_PROBLEMS_MAILED = 50
logger = logging.getLogger(__name__)


def tell_of_problems(report: Report) -> None:
    """Mail what `report` says, if it has problems."""
    if not report.problems:
        return
    shown = [str(entry) for entry in report.problems[:MAX_PROBLEMS_MAILED]]
    more = len(report.problems) - len(shown)
    lines = [*shown, *([f"… and {more:,} more"] if more else []), "", *report.sums()]
    which = f"import {report.run}" if report.run else "an import"
    _mail(f"{settings.SITE_NAME}: {which} left files out", "\n".join(lines))


def tell_of_failure(why: str) -> None:
    """Mail that an import could not run, or not to its end."""
    _mail(f"{settings.SITE_NAME}: an import failed", f"{why}\n\nWhat was committed stays; run it again.")


def _mail(subject: str, text: str) -> None:
    try:
        mail_managers(subject, text)
    except (OSError, SMTPException):  # a mail server that is down must not fail an import that went well
        logger.exception("The managers could not be told: %s", subject)

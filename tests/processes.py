"""Other processes on the database of the running test."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """The variables with which `manage.py` works on the database of this test."""
    return environment_of(_address_of_this_database())


def environment_of(url: str) -> dict[str, str]:
    """The variables with which `manage.py` works on the database at `url`, whatever the suite runs on."""
    return {**os.environ, "DEBUG": "1", "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}


def _address_of_this_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        who = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        return f"postgres://{who}/{database['NAME']}"
    return f"sqlite:///{database['NAME']}"


def start(*command: str) -> subprocess.Popen[str]:
    """Start `manage.py` with `command`."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        env=environment(),
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `process`, which must end within a minute."""
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors

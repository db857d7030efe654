"""Run by a test in its own process: import groups of paths into a fresh database, print a digest of rows."""

import json
import sys

import django

sys.path.insert(0, ".")
django.setup()

from django.core.management import call_command  # noqa: E402

from articles.importing.run import Options, import_seeds  # noqa: E402
from tests.rows import digest_of_rows  # noqa: E402

call_command("migrate", verbosity=0)
for group in json.load(sys.stdin):
    import_seeds(group, Options())
sys.stdout.write(digest_of_rows())

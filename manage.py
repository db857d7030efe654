#!/usr/bin/env python
"""Run the newsroom's commands; without any configuration, as a development checkout."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if "SECRET_KEY" not in os.environ:
        # A deployment has a secret; what has none is a checkout, where everything is optional.
        os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

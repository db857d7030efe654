"""The Django application `newsroom`: brings the project's system checks."""

from django.apps import AppConfig
from django.core import checks

from newsroom.checks import SETTINGS_CHECKS

SETTINGS = "settings"  # the tag of our checks


class NewsroomConfig(AppConfig):
    """Registers the checks of the settings."""

    name = "newsroom"

    def ready(self) -> None:
        """Have Django run the checks with every command."""
        for check in SETTINGS_CHECKS:
            checks.register(check, SETTINGS)

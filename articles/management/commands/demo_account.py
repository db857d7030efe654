"""The command that gives a fresh demonstration its staff account."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

NAME = "editor"


class Command(BaseCommand):
    help = f"Make the staff account '{NAME}' and print its password once. Where it exists, change nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()._default_manager
        if users.filter(username=NAME).exists():
            self.stdout.write(f"Staff account: {NAME}, with the password that it was made with.")
        else:
            password = secrets.token_urlsafe(12)
            users.create_superuser(username=NAME, password=password)
            self.stdout.write(f"Staff account: {NAME}, password: {password} (shown only this once)")
        self.stdout.write(f"A new password: .venv/bin/python manage.py changepassword {NAME}")

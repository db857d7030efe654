"""`manage.py rebuild_catalogue`: what lists, counts and search know, made anew from the articles."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.catalogue import rebuild


class Command(BaseCommand):
    help = (
        "Makes the catalogue of published articles anew: what search, counts, topics' lists and the front"
        " page read. It is kept by itself; this is for when TIME_ZONE has changed, or rows were written"
        " while the database's triggers were switched off. Readers see the old catalogue until the new one"
        " is complete."
    )

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"The catalogue holds {rebuild()} published articles.")

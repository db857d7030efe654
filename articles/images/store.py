"""Keep drawn pictures in the default storage."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.images.render import Drawn


def keep(drawn: Drawn) -> str:
    """Store `drawn`, unless a file of its content is there, and give its name."""
    if default_storage.exists(drawn.name):
        return drawn.name
    return default_storage.save(drawn.name, ContentFile(drawn.content))

"""What people call the fields that the journal keeps, and which of them they are told of."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from articles.models import Article, Provider, Topic

UNTOLD = frozenset(
    {
        *("secured", "key", "address_hash", "mention_id", "document_id", "extra", "said", "unpublished_at"),
        *("conflicts", "former_slugs"),
    }
)
MODELS: dict[str, type[models.Model]] = {"article": Article, "provider": Provider, "topic": Topic}
ORDER = (
    *("decision", "slug", "name", "title", "excerpt", "commentary", "description", "logo", "provider"),
    *("topics", "images", "related", "published_at", "live_from", "live_until"),
)


def in_order(names: Iterable[str]) -> list[str]:
    """Field names as people would tell them, what matters most first; PostgreSQL keeps them in none."""
    return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def label_of(model: str, name: str) -> str:
    """What people call the field `name` of a journalled model."""
    special = {
        "related": _("coverage"),
        "images": _("pictures"),
        "topics": _("topics"),
        "decision": _("status"),
    }
    if name in special:
        return special[name]
    owner = MODELS.get(model)
    names = (
        {field.name: str(getattr(field, "verbose_name", field.name)) for field in owner._meta.get_fields()}
        if owner
        else {}
    )
    return names.get(name, name)

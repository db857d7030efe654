"""Adding and editing topics."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.editing import columns, take
from articles.curation.journal import Changed, record
from articles.curation.naming import keep_addresses
from articles.curation.permissions import ADD_TOPIC, CHANGE_TOPIC, Person, require
from articles.models import Action, Change, Topic
from articles.text.slugs import topic_slug

EDITABLE = frozenset({"name", "slug", "description"})


def add_topic(*, by: Person, values: Mapping[str, Any]) -> Topic:
    """Make a topic of `values`: a name, by which files mean it too, and if wanted slug and description."""
    person = require(by, ADD_TOPIC)
    name = str(values.get("name", "")).strip()
    topic = Topic(key=name.casefold())
    fields = take(topic, {"slug": topic_slug(name), **{key: value for key, value in values.items() if value}})
    topic.full_clean(exclude=["key"])
    if taken := name_taken(name):
        raise ValidationError({"name": taken})
    with transaction.atomic():
        topic.save(force_insert=True)
        record("add topic", [Changed("topic", topic.pk, fields, Change.Kind.CREATED)], by=person)
    return topic


def name_taken(name: str) -> str:
    """Why a new topic cannot have `name`, or ""."""
    other = Topic.objects.filter(key=name.strip().casefold()).first()
    return (
        _("Files that say this name mean the topic “%(topic)s”; use that one.") % {"topic": other}
        if other
        else ""
    )


def edit_topic(topic: Topic, *, by: Person, values: Mapping[str, Any]) -> Action:
    """Give `topic` the `values`: name, slug, description. What files call it stays its key.

    Its old address leads to the new one for ever.
    """
    if unknown := values.keys() - EDITABLE:
        raise ValueError(f"edit_topic() does not write {', '.join(sorted(unknown))}")
    person = require(by, CHANGE_TOPIC)
    with transaction.atomic():
        row = Topic.objects.select_for_update().get(pk=topic.pk)
        fields = take(row, values)
        row.validate_unique(exclude=["key"])
        if fields:
            Topic.objects.filter(pk=row.pk).update(**columns(row, fields))
        if "slug" in fields:
            keep_addresses({row.pk: fields["slug"][0]})
        return record("edit topic", [Changed("topic", row.pk, fields)] if fields else [], by=person)

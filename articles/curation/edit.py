"""Editing an article: only what differs is written, so that imports see what staff touched."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.curation.deciding import locked, lost_at
from articles.curation.editing import columns, take
from articles.curation.journal import Changed, record
from articles.curation.permissions import CHANGE_ARTICLE, Person, require
from articles.curation.pictures import PictureLine, take_pictures
from articles.curation.representation import plain_conflict
from articles.curation.topics_of import take_topics
from articles.models import Action, Article, Decision, Topic
from articles.text.addresses import address_hash, article_key

EDITABLE = frozenset(
    {
        "title",
        "excerpt",
        "commentary",
        "body",
        "published_at",
        "provider",
        "web_url",
        "original_url",
        "live_from",
        "live_until",
        "quality",
        "featured_content",
    }
)


def edit(
    article: Article,
    *,
    by: Person,
    values: Mapping[str, Any],
    topics: Sequence[Topic] | None = None,
    pictures: Sequence[PictureLine] | None = None,
) -> Action:
    """Give `article` the `values` (fields of EDITABLE), its topics and pictures; None leaves them alone."""
    if unknown := values.keys() - EDITABLE:
        raise ValueError(
            f"edit() does not write {', '.join(sorted(unknown))}; decisions have their own verbs"
        )
    person = require(by, CHANGE_ARTICLE)
    with transaction.atomic():
        row = locked(Article.objects.filter(pk=article.pk)).get()
        before = copy(row)
        fields = take(row, values)
        check_span(row)
        written = columns(row, fields)
        if fields:
            written |= _followers(before, row)
            Article.objects.filter(pk=row.pk).update(**written)
            fields |= _agreements(row, fields)
        if topics is not None:
            fields |= take_topics(row, topics)
        if pictures is not None:
            fields |= take_pictures(row, pictures, by=by)
        return record("edit", [Changed("article", row.pk, fields)] if fields else [], by=person)


def check_span(row: Article) -> None:
    """Refuse a time of being shown that contradicts itself, naming the field to correct."""
    if row.live_from is None and (row.flagged or row.decision == Decision.PUBLISHED):
        raise ValidationError({"live_from": _("A published article needs the time it is shown from.")})
    if row.live_until and (row.live_from is None or row.live_until <= row.live_from):
        raise ValidationError({"live_until": _("“Shown until” must lie after “shown from”.")})


def _agreements(row: Article, fields: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """End the conflicts of `fields` that now say what upstream does; give the change for the journal."""
    conflicts = {one.field: plain_conflict(one) for one in row.conflicts.all()}
    left = {
        name: one
        for name, one in conflicts.items()
        if name not in fields or one["upstream"] != fields[name][1]
    }
    if left == conflicts:
        return {}
    row.conflicts.exclude(field__in=left).delete()
    return {"conflicts": [conflicts, left]}


def _followers(before: Article, row: Article) -> dict[str, Any]:
    """Columns that follow from those that editors write."""
    following: dict[str, Any] = {"unpublished_at": lost_at(before, row, timezone.now())}
    if row.document_id is None and row.mention_id is None and row.slug:  # upstream never named it
        following |= identity(row)
    return following


def identity(row: Article) -> dict[str, str]:
    """What an article that was written here is known by, should its file ever come."""
    if not row.address:
        return {"key": "", "address_hash": ""}
    return {"key": article_key(row.address, row.title), "address_hash": address_hash(row.address)}

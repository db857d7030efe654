"""Whole objects as the journal writes them: what undo compares, restores and can bring back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Prefetch

from articles.curation.representation import (
    plain,
    plain_conflict,
    plain_fields,
    plain_images,
    plain_related,
    plain_topics,
)
from articles.models import Article, ArticleTopic, Provider, Topic
from articles.rows import chunked, one_of

Fields = dict[str, Any]

LISTS = ("topics", "images", "related", "conflicts", "former_slugs")  # kept in rows of their own
SUBJECTS: dict[str, type[Provider] | type[Topic]] = {"provider": Provider, "topic": Topic}


def columns_of(model: type[Model]) -> list[str]:
    """The columns of `model` that the journal speaks of: all but the key and what the database computes."""
    fields = (field for field in model._meta.concrete_fields if not field.primary_key and not field.generated)
    return [field.attname if field.name in ("document", "mention") else field.name for field in fields]


def article_snapshots(ids: Iterable[int]) -> dict[int, Fields]:
    """Articles by id, in a fixed number of queries for every few hundred."""
    rows = Article.objects.select_related("provider").prefetch_related(
        Prefetch("topic_links", ArticleTopic.objects.select_related("topic")),
        "images",
        "related_links",
        "conflicts",
        "former_slugs",
    )
    return {
        row.pk: article_snapshot(row) for chunk in chunked(ids) for row in rows.filter(one_of("id", chunk))
    }


def article_snapshot(row: Article) -> Fields:
    """One article with its lists."""
    return {
        **plain_fields(row, columns_of(Article)),
        "topics": plain_topics(row.topic_links.all()),
        "images": plain_images(row.images.all()),
        "related": plain_related(row.related_links.all()),
        "conflicts": {one.field: plain_conflict(one) for one in row.conflicts.all()},
        "former_slugs": sorted(former.slug for former in row.former_slugs.all()),
    }


def subject_snapshots(model: str, ids: Iterable[int]) -> dict[int, Fields]:
    """Providers or topics by id."""
    subject = SUBJECTS[model]
    rows = subject._default_manager.filter(one_of("id", ids))
    return {row.pk: {name: plain(getattr(row, name)) for name in columns_of(subject)} for row in rows}


def snapshots(ids: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], Fields]:
    """Objects of several models by (model, id); those that are gone are left out."""
    found = {("article", pk): fields for pk, fields in article_snapshots(ids.get("article", ())).items()}
    for model in SUBJECTS:
        found |= {(model, pk): fields for pk, fields in subject_snapshots(model, ids.get(model, ())).items()}
    return found

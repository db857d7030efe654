"""The rows that imports make, comparable across runs and databases: less ids, runs, journal and times."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from articles.catalogue.entries import gone_live, label
from articles.models import (
    Action,
    Article,
    ArticleTopic,
    Block,
    Change,
    Conflict,
    Document,
    Due,
    Entry,
    ExportedFile,
    FormerSlug,
    Image,
    ImportRun,
    Mention,
    Provider,
    RelatedLink,
    Tally,
    Topic,
)

Names = Mapping[str, Mapping[int, str]]


def all_rows() -> dict[str, list[Any]]:
    """Every row by model, with references by natural keys, sorted."""
    names = _names()
    models = (Article, ArticleTopic, Conflict, FormerSlug, Image, Mention, Provider, RelatedLink, Topic)
    rows = {model.__name__: [_told(row, names) for row in model.objects.values()] for model in models}
    current = Document.objects.filter(current_of__isnull=False).values("article_id", "path", "sha256", "said")
    rows["Document"] = [_told(row, names) for row in current]
    rows["Due"] = [_told(row, names) for row in Due.objects.values()]
    rows["Entry"] = _entries(names)
    rows["Tally"] = _tallies(names)
    return {name: sorted(told, key=_spelt) for name, told in rows.items()}


def _names() -> Names:
    """What stands for the ids of each column that refers to something."""
    articles = {
        pk: slug or f"stub {key}" for pk, slug, key in Article.objects.values_list("pk", "slug", "key")
    }
    return {
        "article_id": articles,
        "target_id": articles,
        "provider_id": dict(Provider.objects.values_list("pk", "domain")),
        "mention_id": dict(Mention.objects.values_list("pk", "digest")),
        "topic_id": dict(Topic.objects.values_list("pk", "key")),
        "document_id": dict(Document.objects.values_list("pk", "sha256")),
    }


def _entries(names: Names) -> list[dict[str, Any]]:
    """The catalogue: places as instants, labels as what they stand for."""
    labels = {
        label(kind, pk): f"{kind} {name}"
        for kind in ("topic", "provider")
        for pk, name in names[f"{kind}_id"].items()
    }
    return [
        _told(row, names)
        | {
            "place": gone_live(row["place"]),
            "dated": gone_live(row["dated"]),
            "labels": sorted(labels[one] for one in row["labels"].split()),
        }
        for row in Entry.objects.values()
    ]


def _tallies(names: Names) -> list[list[Any]]:
    """The counts, summed: rows of one topic, provider or day may stand apart."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for topic, provider, day, count in Tally.objects.values_list("topic_id", "provider_id", "day", "count"):
        counts[names["topic_id"].get(topic), names["provider_id"].get(provider), day] += count
    return [[*of, count] for of, count in counts.items() if count]


def _spelt(rows: Any) -> str:
    """Rows as one text, whatever the order of keys in JSON, which PostgreSQL's journal does not keep."""
    return json.dumps(rows, default=str, sort_keys=True)


def digest_of_rows() -> str:
    return hashlib.sha256(_spelt(all_rows()).encode()).hexdigest()


def forget_everything() -> None:
    """Empty the tables that imports write, so that a test can import into a fresh database again."""
    Article.objects.update(document=None, mention=None)
    models = (
        ExportedFile,
        Change,
        Action,
        Conflict,
        RelatedLink,
        ArticleTopic,
        Image,
        FormerSlug,
        Document,
        ImportRun,
    )
    for model in (*models, Tally, Article, Block, Mention, Topic, Provider, Entry, Due):
        model.objects.all()._raw_delete(model.objects.db)


def _told(row: dict[str, Any], names: Names) -> dict[str, Any]:
    return {
        field: names[field].get(value) if field in names else value
        for field, value in row.items()
        if field not in ("id", "run_id", "feed_id", "changed_at", "dated")  # the last: date and id in one
    }

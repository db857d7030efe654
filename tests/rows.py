"""The rows that imports make, comparable across runs and databases: less ids, runs, journal and times."""

import hashlib
import json
from typing import Any

from articles.models import (
    Action,
    Article,
    ArticleTopic,
    Block,
    Change,
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


def all_rows() -> dict[str, list[Any]]:
    """Every row by model, with references by natural keys, sorted."""
    articles = {
        pk: slug or f"stub {key}" for pk, slug, key in Article.objects.values_list("pk", "slug", "key")
    }
    domains = dict(Provider.objects.values_list("pk", "domain"))
    mentions = dict(Mention.objects.values_list("pk", "digest"))
    topics = dict(Topic.objects.values_list("pk", "key"))
    documents = dict(Document.objects.values_list("pk", "sha256"))
    names = {
        "article_id": articles,
        "target_id": articles,
        "provider_id": domains,
        "mention_id": mentions,
        "topic_id": topics,
        "document_id": documents,
    }
    models = (Article, ArticleTopic, FormerSlug, Image, Mention, Provider, RelatedLink, Topic)
    rows = {model.__name__: [_told(row, names) for row in model.objects.values()] for model in models}
    current = Document.objects.filter(current_of__isnull=False).values("article_id", "path", "sha256", "said")
    rows["Document"] = [_told(row, names) for row in current]
    return {name: sorted(told, key=_spelt) for name, told in rows.items()}


def _spelt(rows: Any) -> str:
    """Rows as one text, whatever the order of keys in JSON, which PostgreSQL's journal does not keep."""
    return json.dumps(rows, default=str, sort_keys=True)


def digest_of_rows() -> str:
    return hashlib.sha256(_spelt(all_rows()).encode()).hexdigest()


def forget_everything() -> None:
    """Empty the tables that imports write, so that a test can import into a fresh database again."""
    Article.objects.update(document=None, mention=None)
    models = (ExportedFile, Change, Action, RelatedLink, ArticleTopic, Image, FormerSlug, Document, ImportRun)
    for model in (*models, Tally, Article, Block, Mention, Topic, Provider, Entry, Due):
        model.objects.all()._raw_delete(model.objects.db)


def _told(row: dict[str, Any], names: dict[str, dict[int, str]]) -> dict[str, Any]:
    return {
        field: names[field].get(value) if field in names else value
        for field, value in row.items()
        if field not in ("id", "feed_id", "changed_at", "dated")  # the last: date and id in one
    }

"""Promoting: a stub becomes an article in its own right."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.deciding import locked
from articles.curation.journal import Changed, record
from articles.curation.naming import give_slugs
from articles.curation.permissions import ADD_ARTICLE, Person, require
from articles.models import Action, Article, ArticleQuerySet, Decision


def promote(articles: ArticleQuerySet, *, by: Person) -> Action:
    """Give each stub of `articles` a slug; a rejected one is a candidate again."""
    person = require(by, ADD_ARTICLE)
    with transaction.atomic():
        rows = list(locked(articles))
        blocked = [
            {"id": row.pk, "title": str(row), "why": _("an article in its own right already")}
            for row in rows
            if not row.is_stub
        ]
        stubs = [row for row in rows if row.is_stub]
        give_slugs(stubs)
        changes = [Changed("article", stub.pk, _promoted(stub)) for stub in stubs]
        Article.objects.bulk_update(stubs, ["slug", "decision"])
        return record("promote", changes, by=person, blocked=blocked)


def _promoted(stub: Article) -> dict[str, list[Any]]:
    fields: dict[str, list[Any]] = {"slug": [None, stub.slug]}
    if stub.decision == Decision.REJECTED:
        stub.decision = Decision.UNDECIDED
        fields["decision"] = [Decision.REJECTED.value, Decision.UNDECIDED.value]
    return fields

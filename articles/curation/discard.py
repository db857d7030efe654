"""Discarding a draft: the one way in which an article goes for good."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.deciding import locked
from articles.curation.edit import EDITABLE
from articles.curation.journal import Changed, record
from articles.curation.permissions import DELETE_ARTICLE, Person, require
from articles.curation.representation import plain_fields, plain_images, plain_related, plain_topics
from articles.models import Action, Article, Change, Status


def why_not(article: Article) -> str:
    """Why `article` must stay, or "": a file, a reader or another article may know it."""
    if article.is_stub or article.mention_id or article.document_id or article.documents.exists():
        return _("An article that came with an import cannot be deleted; reject or withdraw it.")
    if article.status in (Status.PUBLISHED, Status.WITHDRAWN) or article.unpublished_at:
        return _("Readers have had this article, so its address must go on answering; withdraw it.")
    if article.listed_by.exists():
        return _("Other articles list this one as coverage; remove it there first.")
    return ""


def discard(article: Article, *, by: Person) -> Action:
    """Delete a draft that was written here; a ValidationError says why another article must stay."""
    person = require(by, DELETE_ARTICLE)
    with transaction.atomic():
        row = locked(Article.objects.filter(pk=article.pk)).get()
        if refusal := why_not(row):
            raise ValidationError(refusal, code="keep")
        change = Changed("article", row.pk, _last_words(row), Change.Kind.DELETED)
        row.delete()
        return record("discard", [change], by=person)


def _last_words(article: Article) -> dict[str, list[Any]]:
    values = plain_fields(article, ["slug", "decision", *sorted(EDITABLE)]) | {
        "topics": plain_topics(article.topic_links.select_related("topic")),
        "images": plain_images(article.images.all()),
        "related": plain_related(article.related_links.all()),
    }
    return {name: [value, None] for name, value in values.items() if value not in (None, "", [])}

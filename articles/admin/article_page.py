"""What the page of an article says beside its form: where it stands, what can be done, where it came from."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.history import Told, tell, told_changes
from articles.admin.standing import standing
from articles.admin.verbs import offered
from articles.models import Article, Document
from articles.text.addresses import href


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the source: as written, and as a link, "" where it must not become one."""

    label: str
    text: str
    href: str


def article_fieldsets(article: Article | None) -> list[tuple[str, dict[str, Any]]]:
    """The fields in the order in which an editor thinks; addresses only where no source gave them."""
    written_here = article is None or not (article.document_id or article.mention_id)
    readers: list[Any] = [
        "title",
        "excerpt",
        *(["web_url"] if written_here else []),
        ("provider", "published_at"),
    ]
    fieldsets = [
        (_("What readers see"), readers),
        (_("Our commentary"), ["commentary"]),
        (_("Topics"), ["topics"]),
    ]
    if article is not None:
        fieldsets.append((_("When it is shown"), [("live_from", "live_until")]))
    return [(name, {"fields": fields}) for name, fields in fieldsets]


def page_context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """All of it, in a fixed number of queries; little for an article that is still to be written."""
    if article is None:
        return {}
    return {
        "standing": standing(article),
        "verbs": offered(article, request.user),
        "decided": last_decision(article),
        "document": _document(article),
        "addresses": addresses(article),
        "related_count": article.related_links.count(),
        "conflict_count": article.conflicts.count(),
        "listed_by_count": article.listed_by.count(),
        "written_here": not (article.document_id or article.mention_id),
    }


def last_decision(article: Article) -> Told | None:
    """Who decided what stands, when and why."""
    if not article.decision:
        return None
    changes = told_changes().filter(model="article", object_id=article.pk, fields__has_key="decision")
    return next(iter(tell(list(changes[:1]))), None)


def addresses(article: Article) -> list[Address]:
    """The addresses at the provider that differ, the plain one first."""
    named = (
        (_("Address"), article.web_url),
        (_("Original"), article.original_url),
        (_("AMP"), article.amp_url),
        (_("AMP at the CDN"), article.cdn_amp_url),
    )
    return [Address(label, text, href(text)) for label, text in named if text]


def _document(article: Article) -> Document | None:
    if article.document_id is None:
        return None
    documents = Document.objects.filter(pk=article.document_id).select_related("run")
    return documents.only("source", "path", "run").first()

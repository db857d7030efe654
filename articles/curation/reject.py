"""Rejecting: the articles, or stubs, are not for our readers, and the desk need not look at them again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.curation.deciding import Refusal, Values, decide
from articles.curation.permissions import REVIEW_ARTICLE, Person
from articles.models import Action, Article, ArticleQuerySet, Decision, Status

PUBLISHED = Refusal(_("published; withdraw it instead"))


def reject(articles: ArticleQuerySet, *, by: Person, reason: str) -> Action:
    """Reject `articles` for `reason`, which is kept; without one a ValidationError is raised."""
    if not reason.strip():
        raise ValidationError(_("Say why, so that colleagues understand it later."), code="reason")

    def rule(article: Article, now: datetime) -> Values | Refusal:
        return PUBLISHED if article.status == Status.PUBLISHED else {"decision": Decision.REJECTED}

    return decide(articles, rule, verb="reject", permission=REVIEW_ARTICLE, by=by, reason=reason.strip())

"""Withdrawing: readers lose the articles; their addresses say so (410) instead of denying them (404)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.curation.deciding import Refusal, Values, decide
from articles.curation.permissions import PUBLISH_ARTICLE, Person
from articles.models import Action, Article, ArticleQuerySet, Decision, Status

NEVER_PUBLISHED = Refusal(_("not published; reject it instead"))
ALREADY = Refusal(_("withdrawn already"))


def withdraw(articles: ArticleQuerySet, *, by: Person, reason: str = "") -> Action:
    """Take published `articles` from readers, and those that are scheduled off the schedule."""

    def rule(article: Article, now: datetime) -> Values | Refusal:
        if article.status == Status.WITHDRAWN:
            return ALREADY
        if article.status != Status.PUBLISHED:
            return NEVER_PUBLISHED
        return {"decision": Decision.WITHDRAWN}

    return decide(articles, rule, verb="withdraw", permission=PUBLISH_ARTICLE, by=by, reason=reason)

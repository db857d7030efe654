"""Sending to review: a colleague shall look before anything else happens."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.curation.deciding import Refusal, Values, decide
from articles.curation.permissions import REVIEW_ARTICLE, Person
from articles.models import Action, Article, ArticleQuerySet, Decision, Status

PUBLISHED = Refusal(_("published; withdraw it first"))


def send_to_review(articles: ArticleQuerySet, *, by: Person, reason: str = "") -> Action:
    """Hold `articles` for a second look; `reason` says what at."""

    def rule(article: Article, now: datetime) -> Values | Refusal:
        return PUBLISHED if article.status == Status.PUBLISHED else {"decision": Decision.REVIEW}

    return decide(articles, rule, verb="review", permission=REVIEW_ARTICLE, by=by, reason=reason.strip())

"""Reopening: what staff decided is forgotten, and upstream's flag counts again."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.curation.deciding import Refusal, Values, decide
from articles.curation.permissions import PUBLISH_ARTICLE, REVIEW_ARTICLE, Person
from articles.models import Action, Article, ArticleQuerySet, Decision

FOR_PUBLISHERS = Refusal(_("readers would notice; ask somebody who may publish"))


def reopen(articles: ArticleQuerySet, *, by: Person) -> Action:
    """Release `articles` from any decision: they follow upstream's flag."""
    may_publish = by is None or by.has_perm(PUBLISH_ARTICLE)

    def rule(article: Article, now: datetime) -> Values | Refusal:
        readers_notice = article.decision and (article.decision == Decision.PUBLISHED) != article.flagged
        return FOR_PUBLISHERS if readers_notice and not may_publish else {"decision": Decision.UNDECIDED}

    return decide(articles, rule, verb="reopen", permission=REVIEW_ARTICLE, by=by)

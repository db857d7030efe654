"""Publishing: readers see the articles from an instant on."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.curation.deciding import Refusal, Values, decide
from articles.curation.permissions import PUBLISH_ARTICLE, Person
from articles.models import Action, Article, ArticleQuerySet, Decision

STUB = Refusal(_("known only by others’ coverage; promote it to an article first"))
EMPTY = Refusal(_("has neither an address to read it at nor commentary; give it one of them first"))


def publish(
    articles: ArticleQuerySet, *, by: Person, at: datetime | None = None, until: datetime | None = None
) -> Action:
    """Make `articles` visible from `at` (default: now) on, until `until` if given.

    An article that is live already is merely pinned: it stays published whatever upstream says, and
    keeps its place. One that was withdrawn comes back as new.
    """
    if until and until <= (at or timezone.now()):
        raise ValidationError(_("“Until” must lie after “from” and ahead of now."), code="live-span")

    def rule(article: Article, now: datetime) -> Values | Refusal:
        if article.is_stub:
            return STUB
        if not article.address and not article.commentary.strip():
            return EMPTY
        values: dict[str, Any] = {"decision": Decision.PUBLISHED}
        if not article.is_live(now):
            values["live_from"] = at or now
        if until or (article.live_until and article.live_until <= (at or now)):
            values["live_until"] = until
        return values

    return decide(articles, rule, verb="publish", permission=PUBLISH_ARTICLE, by=by)

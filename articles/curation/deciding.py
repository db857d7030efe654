"""What all decisions share: lock the articles, refuse some, write the others in bulk, journal each."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from articles.curation.journal import Changed, record
from articles.curation.permissions import Person, require
from articles.curation.representation import differences, plain
from articles.models import Action, Article, ArticleQuerySet, Status
from articles.rows import one_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLUMNS = ("decision", "live_from", "live_until", "unpublished_at")
READ = ("id", "slug", "title", "web_url", "original_url", "commentary", "flagged", "status", *COLUMNS)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an article stays as it is and what to do instead, to follow its title in a list."""

    why: "StrOrPromise"


Values = Mapping[str, Any]  # columns of COLUMNS to set
Rule = Callable[[Article, datetime], Values | Refusal]


def decide(
    articles: ArticleQuerySet,
    rule: Rule,
    *,
    verb: str,
    permission: str,
    by: Person,
    reason: str = "",
) -> Action:
    """Ask `rule` about each article at one instant, and write what it says as one journalled action."""
    person = require(by, permission)
    now = timezone.now()
    with transaction.atomic():
        blocked, changes = [], []
        writes: dict[tuple[tuple[str, Any], ...], list[int]] = defaultdict(list)
        for article in locked(articles).only(*READ):
            values = rule(article, now)
            if isinstance(values, Refusal):
                blocked.append({"id": article.pk, "title": str(article), "why": str(values.why)})
                continue
            after = _after(article, values, now)
            if fields := _journalled(article, after):
                changes.append(Changed("article", article.pk, fields))
                writes[tuple((name, after[name]) for name in fields)].append(article.pk)
        for columns, ids in writes.items():
            Article.objects.filter(one_of("id", ids)).update(**dict(columns))
        return record(verb, changes, by=person, reason=reason, blocked=blocked, at=now)


def locked(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The rows of `articles`, locked in one order, whatever joins and annotations the query set has."""
    rows = Article.objects.filter(pk__in=articles.values("pk")).order_by("pk")
    return rows.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else rows


def lost_at(before: Article, after: Article, now: datetime) -> datetime | None:
    """When readers lost the article that changes from `before` to `after`; None while they have it."""
    if after.is_live(now):
        return None
    if before.is_live(now):
        return now
    if before.status == Status.PUBLISHED and before.live_until and before.live_until <= now:
        return before.live_until
    return before.unpublished_at


def _after(article: Article, values: Values, now: datetime) -> dict[str, Any]:
    """All of COLUMNS as they shall be."""
    columns = {name: getattr(article, name) for name in COLUMNS} | dict(values)
    after = Article(flagged=article.flagged, **columns)
    after.status = after.decision or (Status.PUBLISHED if after.flagged else Status.CANDIDATE)
    return columns | {"unpublished_at": lost_at(article, after, now)}


def _journalled(article: Article, after: Mapping[str, Any]) -> dict[str, list[Any]]:
    before = {name: plain(getattr(article, name)) for name in COLUMNS}
    return differences(before, {name: plain(value) for name, value in after.items()})

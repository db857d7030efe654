"""Where an article stands towards its readers at this moment, in one word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is the status, or "scheduled" or "over" for published articles that readers do not see."""

    state: str
    word: Any
    moment: datetime | None = None
    by_upstream: bool = False


def standing(article: Article) -> Standing:
    """What to call the state of `article`, now."""
    now = timezone.now()
    if article.status == Status.PUBLISHED:
        if article.live_from and article.live_from > now:
            return Standing("scheduled", _("scheduled"), article.live_from)
        if article.live_until and article.live_until <= now:
            return Standing("over", _("time over"), article.live_until)
    by_upstream = not article.decision and article.flagged
    return Standing(article.status, Status(article.status).label, by_upstream=by_upstream)

"""The questions that the product asks of related links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models.article import Article
from articles.models.article_queryset import live

if TYPE_CHECKING:
    from articles.models.related_link import RelatedLink


class RelatedLinkQuerySet(models.QuerySet["RelatedLink"]):
    """Related links, asked in the product's own words."""

    def for_readers(self, at: datetime | None = None) -> RelatedLinkQuerySet:
        """Links that readers may see at `at` (default: now).

        Hidden ones are left out, and those to articles that were withdrawn, rejected or lost by readers.
        So are those to an unpublished article of which upstream and editors never said a word.
        """
        now = at or timezone.now()
        open_ended = Q(target__live_until__isnull=True) | Q(target__live_until__gt=now)
        turned_down = Q(target__status__in=("withdrawn", "rejected"))
        in_words = ~Q(our_title="") | Q(mention__isnull=False)
        in_words |= Q(target__document__isnull=False) | Q(target__mention__isnull=False)
        never_had = Q(target__unpublished_at__isnull=True) & open_ended & ~turned_down & in_words
        return self.filter(live(now, "target__") | never_had, hidden=False)

    def with_words(self) -> RelatedLinkQuerySet:
        """With all that links from files answer, in one query."""
        return self.select_related("target__provider", "mention__provider").defer(
            *(f"target__{field}" for field in ("secured", "body", "commentary", "extra", "featured_content")),
            *(f"{way}__provider__said" for way in ("target", "mention")),
        )

    def heard(self) -> Sequence[RelatedLink]:
        """The links, after `with_words`, such that those of editors answer too: in at most two queries."""
        links = list(self)
        # Links from files bring upstream's words along; for those of editors, the target's document has them.
        silent = [link for link in links if link.mention_id is None and not link.speaks_for_itself]
        speaking = Article.objects.select_related("provider", "document", "mention").defer("document__text")
        targets = speaking.in_bulk([link.target_id for link in silent])
        for link in silent:
            link.target = targets.get(link.target_id, link.target)
        return links

    def of_each(self) -> Subquery:
        """How many links each article of the query around it shows to readers; None for none."""
        shown = self.filter(article=OuterRef("pk")).for_readers().order_by()
        return Subquery(shown.values("article").annotate(number=Count("id")).values("number"))

"""An edge from an article to other coverage of the same story."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.mention import Mention
from articles.models.provider import Provider
from articles.models.related_link_queryset import RelatedLinkQuerySet
from articles.models.telling import Telling


class RelatedLink(models.Model):
    """`target` as coverage of `article`, with the editors' own words on it if they gave any.

    A published target speaks for itself; of any other, readers see what upstream's copy says.
    `key` and `mention` are what the article's file named; empty where an editor added the link.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="related_links", db_index=False
    )  # the constraint below begins with it; so few rows are put in order without an index
    target = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="listed_by", verbose_name=_("target")
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    hidden = models.BooleanField(_("hidden"), default=False)
    our_title = models.CharField(_("our headline"), max_length=1000, blank=True)
    our_excerpt = models.TextField(_("our excerpt"), blank=True)
    key = models.CharField(max_length=64, blank=True, editable=False)  # its mention's, which is indexed
    mention = models.ForeignKey(
        Mention, models.PROTECT, null=True, blank=True, editable=False, related_name="links"
    )

    objects = RelatedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=("article", "target"), name="related_link_once"),
            models.CheckConstraint(condition=~Q(article=F("target")), name="related_link_not_to_itself"),
            models.CheckConstraint(
                condition=Q(key="", mention__isnull=True) | (~Q(key="") & Q(mention__isnull=False)),
                name="related_link_key_with_mention",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def speaks_for_itself(self) -> bool:
        """Whether the target's own values may be shown to readers."""
        return self.target.is_live()

    @property
    def said(self) -> dict[str, Any]:
        """What upstream's copy of the target says; empty where there is none."""
        return self.mention.said if self.mention is not None else self.target.upstream

    @property
    def told(self) -> Telling:
        """The target in its own words, or in those of upstream's copy."""
        if not self.speaks_for_itself:
            return Telling.of_copy(self.said)
        return Telling(self.target.title, self.target.excerpt, self.target.address, self.target.published_at)

    @property
    def title(self) -> str:
        return self.our_title or self.told.title

    @property
    def excerpt(self) -> str:
        return self.our_excerpt or self.told.excerpt

    @property
    def url(self) -> str:
        """The target's address at its provider."""
        return self.told.url

    @property
    def provider(self) -> Provider | None:
        if self.speaks_for_itself or self.mention is None:
            return self.target.provider
        return self.mention.provider

    @property
    def published_at(self) -> datetime | None:
        return self.told.published_at

    def shown(self, field: str) -> str:
        """The text of one field of the target as readers may see it; "" where there is none."""
        return str(getattr(self.target, field) if self.speaks_for_itself else self.said.get(field, ""))

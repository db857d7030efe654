"""A piece at a provider: what upstream says of it, what the newsroom decided about it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.article_indexes import INDEXES
from articles.models.article_queryset import ArticleQuerySet
from articles.models.document import Document
from articles.models.feed_id import FeedId
from articles.models.fields import JsonText
from articles.models.image import Image, Rendition
from articles.models.mention import Mention
from articles.models.provider import Provider
from articles.models.status import Decision, Status
from articles.models.topic import Topic
from articles.text.addresses import refusal


def validate_address(value: str) -> None:
    """Refuse an address that must not become a link."""
    if reason := refusal(value):
        raise ValidationError(reason, code="address")


def _address(label: Any) -> models.CharField:
    return models.CharField(label, max_length=2000, blank=True, validators=[validate_address])


class Article(models.Model):
    """An article: known by its own file, written here, or (a stub, no slug) by others' coverage only."""

    slug = models.CharField(_("slug"), max_length=255, unique=True, null=True, blank=True, editable=False)
    key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    address_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    title = models.CharField(_("title"), max_length=1000)
    excerpt = models.TextField(_("excerpt"), blank=True)
    commentary = models.TextField(
        _("commentary"),
        blank=True,
        help_text=_("Your own words for readers, in Markdown. Shown apart from the source's."),
    )
    body = models.TextField(_("body"), blank=True)
    type = models.CharField(_("type"), max_length=200, default="article")
    web_url = _address(_("address"))
    original_url = _address(_("original address"))
    amp_url = _address(_("AMP address"))
    cdn_amp_url = _address(_("AMP address at the CDN"))
    published_at = models.DateTimeField(_("published by the provider"), null=True, blank=True)
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("provider")
    )
    topics = models.ManyToManyField(
        Topic, through="articles.ArticleTopic", related_name="articles", verbose_name=_("topics"), blank=True
    )

    quality = models.IntegerField(_("quality"), default=0)
    heat = models.IntegerField(_("heat"), default=0)
    featured_content = models.TextField(_("embedded video"), blank=True)
    secured = models.TextField(blank=True, editable=False)
    extra = JsonText(default=dict, blank=True, editable=False)

    flagged = models.BooleanField(_("published upstream"), default=False, editable=False)
    decision = models.CharField(
        _("decision"),
        max_length=10,
        choices=Decision.choices,
        default=Decision.UNDECIDED,
        blank=True,
        editable=False,
    )
    status = models.GeneratedField(
        expression=Case(
            When(~Q(decision=""), then=F("decision")),
            When(flagged=True, then=Value("published")),
            default=Value("candidate"),
        ),
        output_field=models.CharField(_("status"), max_length=10, choices=Status.choices),
        db_persist=True,
    )
    live_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    live_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    unpublished_at = models.DateTimeField(_("lost by readers"), null=True, blank=True, editable=False)
    # The journal moves it whenever readers would notice the difference.
    changed_at = models.DateTimeField(_("changed for readers"), default=timezone.now, editable=False)
    feed_id = FeedId()

    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, editable=False, related_name="current_of"
    )
    mention = models.ForeignKey(
        Mention, models.PROTECT, null=True, blank=True, editable=False, related_name="stubs"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-published_at", "-id")
        permissions = (
            ("publish_article", _("Can publish and withdraw articles")),
            ("review_article", _("Can reject articles and send them to review")),
        )
        constraints = (
            models.UniqueConstraint(fields=("key",), condition=Q(slug__isnull=True), name="stub_key_once"),
            models.CheckConstraint(
                condition=Q(slug__isnull=True) | ~Q(slug=""), name="article_slug_not_blank"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="article_title_given"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="article_decision_known"),
            models.CheckConstraint(
                condition=Q(slug__isnull=False)
                | (
                    ~Q(key="")
                    & Q(document__isnull=True, flagged=False)
                    & ~Q(decision__in=("published", "withdrawn"))
                ),
                name="stub_stays_a_stub",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="article_live_span",
            ),
            models.CheckConstraint(
                condition=(~Q(decision="published") & ~Q(flagged=True)) | Q(live_from__isnull=False),
                name="article_live_from_given",
            ),
        )
        indexes = INDEXES

    def __str__(self) -> str:
        return " ".join(self.title.split()) or self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.slug])

    def get_status_display(self) -> str:
        """The status in words, which Django gives for plain columns only."""
        return str(Status(self.status).label)

    @property
    def is_stub(self) -> bool:
        return self.slug is None

    @property
    def address(self) -> str:
        """Where the provider shows it."""
        return self.web_url or self.original_url

    @cached_property
    def ordered_topics(self) -> list[Topic]:
        """Its topics in order; `for_cards` brings them along."""
        return [link.topic for link in self.topic_links.all()]

    @cached_property
    def pictures(self) -> list[Image]:
        """Its pictures that we hold, in order; `for_cards` brings them along."""
        return [image for image in self.images.all() if image.renditions]

    def picture(self, size: str) -> tuple[Image, Rendition] | None:
        """The first picture that we hold at `size`, and its file."""
        held = ((image, image.rendition(size)) for image in self.pictures)
        return next(((image, file) for image, file in held if file), None)

    def is_live(self, at: datetime | None = None) -> bool:
        """Whether readers see it: `published()` for a row that is already here."""
        now = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.live_from is not None
            and self.live_from <= now
            and (self.live_until is None or self.live_until > now)
        )

    def is_lost(self, at: datetime | None = None) -> bool:
        """Whether readers had it and lost it: withdrawn, or its time is over."""
        now = at or timezone.now()
        over = self.status == Status.PUBLISHED and self.live_until is not None and self.live_until <= now
        return not self.is_live(now) and (over or self.unpublished_at is not None)

    @property
    def upstream(self) -> dict[str, Any]:
        """What upstream says of it, field by field; empty where upstream never spoke."""
        if self.document is not None:
            return self.document.said
        return self.mention.said if self.mention is not None else {}

"""What articles are about, and the order of topics on one article."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.subject import Subject


class Topic(Subject):
    """A subject, known by its case-folded name (`key`, as the files say it).

    `said` holds the spelling that the files gave last and where, like `Provider.said`; `details` what
    the collection's own file on the topic says beside, under its keys: `shortname`, `parent` (a name),
    `images`, `services`, `keywords`….
    """

    name = models.CharField(_("name"), max_length=200)
    # Case-folding makes up to three characters of one.
    key = models.CharField(max_length=600, unique=True, editable=False)
    slug = models.SlugField(_("slug"), max_length=220, unique=True)
    description = models.TextField(_("description"), blank=True)
    details = JsonText(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="topic_name_given"),
            models.CheckConstraint(condition=~Q(slug=""), name="topic_slug_given"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class ArticleTopic(models.Model):
    """One topic of one article, in the article's own order.

    `live_from` is the article's and `dated` the entry's while it has one in the catalogue, so that a topic's
    lists are one index each.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="article_links")
    position = models.PositiveIntegerField(_("position"), default=0)
    live_from = models.DateTimeField(null=True, editable=False)
    dated = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of articles")
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("article", "topic"), name="article_topic_once"),)
        indexes = (
            models.Index(
                "topic",
                F("live_from").desc(),
                F("article").desc(),
                condition=Q(live_from__isnull=False),
                name="article_topic_live",
            ),
            models.Index("topic", F("dated").desc(), "live_from", "article", name="article_topic_dated"),
        )

    def __str__(self) -> str:
        return str(self.topic)

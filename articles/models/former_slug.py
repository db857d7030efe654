"""Slugs that articles and topics had before; their addresses redirect for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerSlug(models.Model):
    """A slug that `article` gave up when its file was renamed."""

    slug = models.CharField(_("slug"), max_length=255, unique=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")

    def __str__(self) -> str:
        return self.slug


class FormerTopicSlug(models.Model):
    """A slug that staff took from `topic`; should another topic get it, that one answers."""

    slug = models.CharField(_("slug"), max_length=220, unique=True)
    topic = models.ForeignKey("articles.Topic", models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former slug of a topic")
        verbose_name_plural = _("former slugs of topics")

    def __str__(self) -> str:
        return self.slug

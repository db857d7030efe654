"""The journal: who or what changed which object, from what to what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.import_run import ImportRun


class Action(models.Model):
    """One verb by one person, or one import run; it may undo another."""

    verb = models.CharField(_("action"), max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    run = models.ForeignKey(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("import")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.TextField(_("reason"), blank=True)
    blocked = JsonText(default=list, blank=True)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        permissions = (("undo_action", _("Can undo actions and imports")),)
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.verb


class Change(models.Model):
    """What one action did to one object: `fields` is `{field: [before, after]}`."""

    class Kind(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")

    action = models.ForeignKey(Action, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.CHANGED)
    fields = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=("created", "changed", "deleted")), name="change_kind_known"
            ),
        )
        indexes = (models.Index(fields=("model", "object_id", "-id"), name="change_of_object"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.model} {self.object_id}"

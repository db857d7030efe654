"""Files that staff uploaded to import: kept until somebody approves or discards what they would change."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.import_run import ImportRun


class Upload(models.Model):
    """One upload; `proposal` is what importing it would do, `folder` where its files lie."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("uploaded"), default=timezone.now)
    source = models.CharField(_("source"), max_length=200)
    folder = models.CharField(max_length=32, unique=True, editable=False)
    proposal = JsonText(default=dict, editable=False)
    run = models.OneToOneField(
        ImportRun, models.PROTECT, null=True, related_name="upload", verbose_name=_("import")
    )

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ("-id",)
        default_permissions = ()
        permissions = (("import_files", _("Can import uploaded files")),)

    def __str__(self) -> str:
        return self.source

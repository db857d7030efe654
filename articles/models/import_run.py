"""One run of `import_seeds`, kept with its report."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText


class ImportRun(models.Model):
    """What was imported, when, by whom and how it went; `report` is the JSON report as it was printed."""

    sources = JsonText(_("sources"), default=list)
    options = JsonText(_("options"), default=dict)
    reading = models.CharField(_("importer version and options"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    report = JsonText(_("report"), default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(_("import %(number)s")) % {"number": self.pk}

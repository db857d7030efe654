"""Fields that upstream and staff both changed, differently; ours stays until somebody resolves it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.import_run import ImportRun


class Conflict(models.Model):
    """One field of one article: what upstream said before (`base`) and says since `run` (`upstream`)."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="conflicts")
    field = models.CharField(_("field"), max_length=40)
    base = JsonText(_("said before"), null=True)
    upstream = JsonText(_("says now"), null=True)
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="conflicting", verbose_name=_("import"))

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ("-run", "article", "field")
        constraints = (models.UniqueConstraint(fields=("article", "field"), name="conflict_once"),)

    def __str__(self) -> str:
        return f"{self.article_id} {self.field}"

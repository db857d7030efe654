"""The files that exports made of articles: coming back, they say nothing that we do not know."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models.journal import Change


class ExportedFileQuerySet(models.QuerySet["ExportedFile"]):
    """Exported files, many at once."""

    def standing(self) -> "ExportedFileQuerySet":
        """Those whose article nobody touched since: they still say what we have."""
        later = Change.objects.filter(
            model="article", object_id=OuterRef("article"), pk__gt=OuterRef("last_change")
        )
        return self.filter(~Exists(later))


class ExportedFile(models.Model):
    """What an export made last of an article that is not as it came.

    Imported, it would pass for the collector's own words: the base of every edit would move to the edit, and
    the next file of the collector would win. `last_change` is where the journal was when it was written.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    related_count = models.PositiveIntegerField(_("related links"), default=0)
    last_change = models.BigIntegerField(default=0)

    objects = ExportedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("exported file")
        verbose_name_plural = _("exported files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256

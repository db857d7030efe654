"""An article as related lists of other files mention it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.provider import Provider


class Mention(models.Model):
    """One distinct copy of an article's values; lists that say the same share the row."""

    digest = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=64, db_index=True)
    provider = models.ForeignKey(Provider, models.SET_NULL, null=True, related_name="mentions")
    said = JsonText(default=dict)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")

    def __str__(self) -> str:
        return str(self.said.get("title", self.digest))

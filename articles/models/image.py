"""Pictures of articles: addresses elsewhere, and files of our own."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText

MEDIA_TYPES = {".jpg": "image/jpeg", ".webp": "image/webp", ".png": "image/png"}  # of the files we draw


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture that we hold: width and height in pixels, where it is, and how long.

    `name` is the file's in the storage, `url` its address on this site; `bytes` is None for a file that was
    stored before lengths were noted.
    """

    name: str
    url: str
    width: int
    height: int
    bytes: int | None

    @property
    def address(self) -> str:
        """The whole address, for machines elsewhere."""
        return urljoin(settings.SITE_URL, self.url)

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES.get(PurePosixPath(self.name).suffix, "application/octet-stream")


class Image(models.Model):
    """A picture, in the article's order.

    `url` is its address elsewhere (never shown by hotlink); `renditions` the files we hold,
    `{"card": {"name", "width", "height", "bytes"}, "page": {…}}`.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="images")
    position = models.PositiveIntegerField(_("position"), default=0)
    url = models.CharField(_("address"), max_length=2000, blank=True, editable=False)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, editable=False)
    title = models.CharField(
        _("description"),
        max_length=1000,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    is_cached = models.BooleanField(null=True, blank=True, editable=False)
    extra = JsonText(default=dict, blank=True, editable=False)
    renditions = JsonText(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "url"), condition=~Q(url=""), name="article_image_once"
            ),
            models.CheckConstraint(condition=~Q(url="") | ~Q(renditions={}), name="image_is_somewhere"),
        )

    def __str__(self) -> str:
        return self.title or self.url or str(_("uploaded picture"))

    def rendition(self, size: str) -> Rendition | None:
        """The file we hold at `size` ("card" or "page"), or None."""
        held = self.renditions.get(size)
        if not held:
            return None
        name, bytes_ = held["name"], held.get("bytes")
        return Rendition(name, default_storage.url(name), held["width"], held["height"], bytes_)

"""Who published an article first: a newspaper, a blog, a channel."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.fields import JsonText
from articles.models.subject import Subject


class Provider(Subject):
    """A source of articles, known by its domain.

    `name` and `images` follow the files, `description` and `more_images` those of whole sites, until
    staff change them; `said` holds what the files said last of each and where, `{"name": {"value",
    "own", "at", "slug"}, "images": {…}}`. The API gives `images` as articles' files name them: logos
    of organization files are not among them, and may have paths on their site for addresses.
    """

    domain = models.CharField(_("domain"), max_length=253, unique=True)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    images = JsonText(_("logos elsewhere"), default=list, blank=True, editable=False)
    more_images = JsonText(_("further logos elsewhere"), default=list, blank=True, editable=False)
    logo = models.FileField(_("logo"), upload_to="logos/", blank=True)

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(domain="") & Q(domain=Lower("domain")), name="provider_domain_lower"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="provider_name_given"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:provider", args=[self.domain])

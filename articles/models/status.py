"""The states of an article: what staff decided, and what comes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Decision(models.TextChoices):
    """What staff decided; undecided follows upstream's flag."""

    UNDECIDED = "", _("undecided")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REJECTED = "rejected", _("rejected")


class Status(models.TextChoices):
    """What readers and staff see of the decision and upstream's flag together."""

    CANDIDATE = "candidate", _("candidate")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REJECTED = "rejected", _("rejected")

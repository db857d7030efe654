"""The catalogue: published articles as counts, search and rankings know them; see `articles.catalogue`."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.provider import Provider
from articles.models.topic import Topic


class Entry(models.Model):
    """A published article, also one that is still to go live, until its time is over.

    `place` is its place among all, the newest highest; `front` the one on the front page, where heat counts
    too; `dated` the one in the API, by the date of the provider; `title`, `text` and
    `labels` hold words as `articles.text.words` makes them: what it says, and which topics and provider it
    has. `live_day` is in the site's time zone. Without references that the database enforces: an article may
    go, and its entry follows.
    """

    place = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField(Article, models.DO_NOTHING, db_constraint=False, related_name="entry")
    front = models.FloatField()
    dated = models.BigIntegerField()
    changed_at = models.DateTimeField()
    live_day = models.DateField()
    live_until = models.DateTimeField(null=True)
    title = models.TextField()
    text = models.TextField()
    labels = models.TextField()

    class Meta:
        verbose_name = _("entry of the catalogue")
        verbose_name_plural = _("catalogue")
        indexes = (
            models.Index(F("front").desc(), name="entry_front"),
            # With all that is asked of these, so that a million entries are counted off without reading one.
            models.Index(F("dated").desc(), "place", "live_until", "article", name="entry_dated"),
            models.Index(fields=("article", "place", "live_until", "changed_at"), name="entry_changed"),
            models.Index(fields=("live_until",), condition=Q(live_until__isnull=False), name="entry_until"),
        )

    def __str__(self) -> str:
        return self.title


class Due(models.Model):
    """An article whose entry is to be made anew; triggers of the database note it, whoever writes."""

    article_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("due entry")
        verbose_name_plural = _("due entries")

    def __str__(self) -> str:
        return str(self.article_id)


class Tally(models.Model):
    """How many entries there are of one day, of one topic in one month, or of one provider.

    Several rows may speak of the same; their counts add up, so that writers never wait for each other.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="tallies")
    provider = models.ForeignKey(Provider, models.CASCADE, null=True, related_name="tallies")
    day = models.DateField(null=True)  # of a topic: the first of the month
    count = models.IntegerField()

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        indexes = (models.Index(fields=("day",), condition=Q(topic__isnull=True), name="tally_by_day"),)

    def __str__(self) -> str:
        return str(self.count)

"""Make due entries anew, with what follows from them: counts, and the order of topics' lists."""

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import DatabaseError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.catalogue.entries import entry
from articles.catalogue.tallies import count
from articles.models import Article, ArticleTopic, Due, Entry, Status, Tally
from articles.rows import insert, one_of

BATCH = 1000  # articles
ALL_COLUMNS = [field.attname for field in Entry._meta.concrete_fields]
COLUMNS = [name for name in ALL_COLUMNS if name != "changed_at"]

logger = logging.getLogger(__name__)


def refresh() -> None:
    """Make every due entry anew, in the caller's transaction."""
    with transaction.atomic(savepoint=False):
        while due := list(Due.objects.select_for_update(skip_locked=True).order_by("id")[:BATCH]):
            over = Entry.objects.filter(live_until__lte=timezone.now()).values_list("article_id", flat=True)
            _make({one.article_id for one in due}.union(over[:BATCH]))
            Due.objects.filter(one_of("id", (one.pk for one in due))).delete()


def catch_up() -> None:
    """Refresh what somebody wrote past the journal, before readers ask; one question where nobody did."""
    if not Due.objects.exists():
        return
    try:
        with transaction.atomic():
            refresh()
    except DatabaseError:  # a database that cannot be written to now still answers readers
        logger.warning("the catalogue could not be refreshed; run manage.py rebuild_catalogue", exc_info=True)


def rebuild() -> int:
    """Make the whole catalogue anew, such as after the time zone of the site changed; gives its size."""
    with transaction.atomic():
        for model in (Tally, Entry, Due):
            model._default_manager.all()._raw_delete(model._default_manager.db)
        ArticleTopic.objects.filter(live_from__isnull=False).update(live_from=None, dated=None)
        published = Article.objects.filter(status=Status.PUBLISHED).order_by("pk")
        last = 0
        while ids := list(published.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
            _make(set(ids))
            last = ids[-1]
        return Entry.objects.count()


def _make(ids: Collection[int]) -> None:
    """Bring entries, counts and topics' lists of the articles with these ids into line with them."""
    after = {one.article_id: one for one in _entries(ids)}
    before = {one.article_id: one for one in Entry.objects.filter(one_of("article_id", ids))}
    gone = [one for pk, one in before.items() if pk not in after or _differ(one, after[pk])]
    new = [one for pk, one in after.items() if pk not in before or _differ(one, before[pk])]
    Entry.objects.filter(one_of("place", (one.pk for one in gone))).delete()
    insert(Entry, ALL_COLUMNS, ([getattr(one, name) for name in ALL_COLUMNS] for one in new))
    # An entry that is right but for its time keeps its words: search has nothing to learn anew.
    kept = [(one, after[pk]) for pk, one in before.items() if pk in after and not _differ(one, after[pk])]
    touched = [now for then, now in kept if then.changed_at != now.changed_at]
    Entry.objects.bulk_update(touched, ["changed_at"], batch_size=BATCH)
    entries = Entry.objects.filter(article=OuterRef("article"))
    ArticleTopic.objects.filter(one_of("article_id", ids)).update(
        live_from=Subquery(entries.values("article__live_from")), dated=Subquery(entries.values("dated"))
    )
    count(gone, new)


def _entries(ids: Collection[int]) -> Sequence[Entry]:
    now = timezone.now()
    # Locked, so that of two writers the second one sees what the first one counted.
    rows = Article.objects.filter(one_of("id", ids)).order_by("pk").select_for_update()
    words = ("title", "excerpt", "commentary", "body")
    times = ("live_from", "live_until", "published_at", "changed_at")
    articles = [
        one
        for one in rows.only("status", "heat", "provider", *words, *times)
        if one.status == Status.PUBLISHED
    ]
    topics: dict[int, list[int]] = defaultdict(list)
    for article, topic in ArticleTopic.objects.filter(one_of("article_id", ids)).values_list(
        "article", "topic"
    ):
        topics[article].append(topic)
    return [entry(one, topics[one.pk]) for one in articles if one.live_until is None or one.live_until > now]


def _differ(one: Entry, other: Entry) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in COLUMNS)

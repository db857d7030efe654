"""Remove what an action made: delete it, or where others still list an article make it a stub again."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django.db.models import Count, Min, Q

from articles.curation.representation import plain_image
from articles.curation.snapshots import Fields, article_snapshots
from articles.curation.undoing.restoring import belongings, restore
from articles.models import Article, Change, Document, Mention, Provider, RelatedLink, Topic
from articles.rows import chunked, one_of
from articles.seedfile.said import DEFAULTS


def remove(made: Mapping[str, Sequence[int]]) -> list[int]:
    """Remove objects by model and id, as far as nothing that stays needs them.

    Gives the articles that must stay as they are, because editors list them.
    """
    needed = _remove_articles(list(made.get("article", ())))
    used = Q(articles__isnull=False) | Q(mentions__links__isnull=False) | Q(mentions__stubs__isnull=False)
    used_providers = Provider.objects.filter(used).values("pk")
    for chunk in chunked(made.get("provider", ())):  # as many values as Django then has in one statement
        Provider.objects.filter(one_of("id", chunk)).exclude(pk__in=used_providers).delete()
    Topic.objects.filter(one_of("id", made.get("topic", ())), article_links__isnull=True).delete()
    return needed


def _remove_articles(ids: list[int]) -> list[int]:
    # Their own lists go first: articles made together list each other.
    RelatedLink.objects.filter(one_of("article_id", ids)).delete()
    listed = _prevailing_mentions(ids)
    kept = set(RelatedLink.objects.filter(one_of("target_id", ids)).values_list("target_id", flat=True))
    gone = [pk for pk in ids if pk not in kept]
    Article.objects.filter(one_of("id", gone)).update(document=None)
    Document.objects.filter(one_of("article_id", gone)).update(article=None)
    Article.objects.filter(one_of("id", gone)).delete()
    _make_stubs(listed)
    return sorted(kept - listed.keys())


def forget(chunk: Iterable[int]) -> dict[int, Fields]:
    """Delete those of a few stubs that no list names any more, unless staff ever touched them.

    Gives by id what brings them back.
    """
    stubs = Article.objects.stubs().filter(pk__in=chunk, listed_by__isnull=True, related_links__isnull=True)
    orphans = set(stubs.values_list("pk", flat=True))
    touched = Change.objects.filter(model="article", object_id__in=orphans, action__run__isnull=True)
    forgotten = orphans - set(touched.values_list("object_id", flat=True))
    if not forgotten:
        return {}
    # A stub may have had a file, which came with an import that was undone.
    files = belongings({"article": forgotten})
    fields = article_snapshots(forgotten)
    Document.objects.filter(one_of("article_id", forgotten)).update(article=None)
    Article.objects.filter(pk__in=forgotten).delete()
    return {pk: {**fields[pk], **files.get(("article", pk), {})} for pk in sorted(forgotten)}


def follow_lists(ids: list[int]) -> None:
    """Let stubs say what most of the lists say that name them."""
    _make_stubs(_prevailing_mentions(ids))


def _prevailing_mentions(ids: list[int]) -> dict[int, int]:
    """The copy that most of the lists carry that name an article; ties go to the lowest slug."""
    links = RelatedLink.objects.filter(one_of("target_id", ids), mention__isnull=False)
    counted = links.values_list("target_id", "mention_id").annotate(
        count=Count("id"), lowest=Min("article__slug")
    )
    ranked = sorted(counted.order_by(), key=lambda row: (row[0], -row[2], row[3] or "", row[1]))
    return {target: next(rows)[1] for target, rows in groupby(ranked, key=lambda row: row[0])}


def _make_stubs(mentions: Mapping[int, int]) -> None:
    said = Mention.objects.in_bulk(set(mentions.values()))
    wanted = {pk: _stub(said[mention]) for pk, mention in mentions.items()}
    restore("article", wanted, article_snapshots(wanted))


def _stub(mention: Mention) -> Fields:
    """A stub that says what `mention` does."""
    return {
        **{name: mention.said.get(name, default) for name, default in DEFAULTS.items()},
        "slug": None,
        "document_id": None,
        "mention_id": mention.pk,
        "flagged": False,
        "live_from": None,
        "unpublished_at": None,
        "topics": [],
        "images": [plain_image(image) for image in mention.said.get("images", ())],
        "related": [],
        "former_slugs": [],
    }

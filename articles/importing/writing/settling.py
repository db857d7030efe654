"""After a batch: articles known only by coverage say what most lists say, and go with the last of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from articles.curation.journal import Changed, deleted
from articles.curation.undoing.removing import forget
from articles.importing.merging import merge_article
from articles.importing.snapshot import load_articles
from articles.importing.writing.articles import update_rows
from articles.importing.writing.conflicts import write_conflicts
from articles.importing.writing.pictures import Target, write_images_of
from articles.models import Article, ImportRun, Mention, Provider, RelatedLink
from articles.rows import chunked


def settle(touched: set[int], run: ImportRun, at: datetime) -> list[Changed]:
    """Settle those of `touched` that have no file; what to journal."""
    return [
        change for chunk in chunked(sorted(touched)) for change in [*_follow(chunk, run, at), *_forget(chunk)]
    ]


def _follow(chunk: list[int], run: ImportRun, at: datetime) -> list[Changed]:
    """Let articles without a file follow the copy that most lists carry."""
    prevailing = _prevailing(chunk)
    standing = dict(Article.objects.filter(pk__in=prevailing).values_list("pk", "mention_id"))
    outdated = {pk: mention for pk, mention in prevailing.items() if standing[pk] != mention}
    if not outdated:
        return []
    rows = load_articles(sorted(outdated), at)
    mentions = Mention.objects.select_related("provider").in_bulk(list(outdated.values()))
    mergings = {pk: merge_article(mentions[outdated[pk]].said, row) for pk, row in rows.items()}
    domains = {one.columns.get("provider", rows[pk].values["provider"]) for pk, one in mergings.items()}
    providers = dict(Provider.objects.filter(domain__in=domains).values_list("domain", "pk"))
    update_rows(
        [(rows[pk], {**one.columns, "mention_id": outdated[pk]}) for pk, one in mergings.items()], providers
    )
    write_images_of(Target(pk, one, new=False, stored=rows[pk].images) for pk, one in mergings.items())
    conflicts = write_conflicts(((rows[pk], one) for pk, one in mergings.items()), run)
    return [
        Changed("article", pk, {**one.changes, **_unseen(pk, standing, outdated, conflicts)})
        for pk, one in mergings.items()
    ]


def _unseen(
    pk: int, standing: Mapping[int, int], now: Mapping[int, int], conflicts: Mapping[int, list[Any]]
) -> dict[str, list[Any]]:
    mention = {"mention_id": [standing[pk], now[pk]]}
    return {**mention, "conflicts": conflicts[pk]} if pk in conflicts else mention


def _prevailing(chunk: Sequence[int]) -> dict[int, int]:
    """Per article without a file the mention that most lists carry; ties go to the lowest slug."""
    links = RelatedLink.objects.filter(
        target__in=chunk, target__document__isnull=True, target__mention__isnull=False, mention__isnull=False
    )
    counted = links.values_list("target_id", "mention_id").annotate(
        count=Count("id"), lowest=Min("article__slug")
    )
    best: dict[int, tuple[int, str, int]] = {}
    for target, mention, count, lowest in counted.order_by():
        rank = (-count, lowest or "", mention)
        best[target] = min(best.get(target, rank), rank)
    return {target: rank[2] for target, rank in best.items()}


def _forget(chunk: Sequence[int]) -> Iterator[Changed]:
    return (deleted("article", pk, fields) for pk, fields in forget(chunk).items())

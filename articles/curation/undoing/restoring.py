"""Write fields back into objects, from the form in which the journal keeps them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from articles.curation.naming import keep_addresses
from articles.curation.representation import plain
from articles.curation.snapshots import LISTS, SUBJECTS, Fields, columns_of
from articles.curation.undoing.lists import restore_lists
from articles.models import Article, Conflict, Document, Mention, Provider
from articles.rows import one_of, update
from articles.text.instants import instant

BATCH_ROWS = 200  # rows per statement

Wanted = Mapping[int, Fields]  # by object id the fields to have, in the journal's form


def kind_of(model: str) -> type[models.Model]:
    """The class of the objects that the journal calls `model`."""
    return Article if model == "article" else SUBJECTS[model]


def bring_back(model: str, gone: Wanted) -> None:
    """Insert objects again, under the ids they had; their lists are for `restore` when all are there."""
    kind = kind_of(model)
    rows = _rows(kind, gone, columns_of(kind))
    kind._default_manager.bulk_create(rows, batch_size=BATCH_ROWS)
    for pk, fields in gone.items():
        Document.objects.filter(one_of("id", fields.get("documents") or ())).update(article=pk)
        Mention.objects.filter(one_of("id", fields.get("mentions") or ())).update(provider=pk)


def restore(model: str, wanted: Wanted, current: Wanted) -> None:
    """Give objects the fields wanted; `current` are their snapshots."""
    kind = kind_of(model)
    names = sorted({name for fields in wanted.values() for name in fields} & set(columns_of(kind)))
    if names:
        rows = _rows(kind, {pk: {**current[pk], **fields} for pk, fields in wanted.items()}, names)
        columns = ["provider_id" if name == "provider" else name for name in names]
        update(kind, columns, ([getattr(row, name) for name in (*columns, "pk")] for row in rows))
    if model == "topic":
        moved = {pk for pk, fields in wanted.items() if "slug" in fields and "slug" in current[pk]}
        keep_addresses({pk: current[pk]["slug"] for pk in moved})  # one just brought back had none yet
    if model == "article":
        restore_lists(
            {pk: {name: fields[name] for name in LISTS if name in fields} for pk, fields in wanted.items()}
        )


def reunite(lists: Iterable[list[dict[str, Any]]]) -> None:
    """Give copies in `lists` that lost their provider the one that has its domain by now."""
    listed = {link["mention"] for links in lists for link in links if "mention" in link}
    lonely = list(Mention.objects.filter(one_of("id", listed), provider=None))
    domains = {mention.said.get("provider", "") for mention in lonely}
    providers = dict(Provider.objects.filter(one_of("domain", domains - {""})).values_list("domain", "pk"))
    found = ((providers.get(mention.said.get("provider", "")), mention.pk) for mention in lonely)
    update(Mention, ["provider_id"], (one for one in found if one[0]))


def end_agreements(ids: Iterable[int]) -> None:
    """End the conflicts of articles (ids) of which both sides say the same by now, be it nothing."""
    conflicts = Conflict.objects.filter(one_of("article_id", ids)).select_related("article__provider")
    agreed = [
        one.pk
        for one in conflicts
        if (plain(getattr(one.article, one.field)) or None) == (one.upstream or None)
    ]
    Conflict.objects.filter(one_of("id", agreed)).delete()


def _rows(kind: type[models.Model], wanted: Wanted, names: Iterable[str]) -> list[models.Model]:
    domains = {fields.get("provider") for fields in wanted.values()} if "provider" in names else set()
    providers = dict(Provider.objects.filter(one_of("domain", domains - {None})).values_list("domain", "pk"))
    instants = {field.name for field in kind._meta.concrete_fields if isinstance(field, models.DateTimeField)}

    def column(name: str, value: Any) -> tuple[str, Any]:
        if name == "provider":
            return "provider_id", providers.get(value)
        return name, instant(value) if name in instants and value else value

    return [
        kind(pk=pk, **dict(column(name, fields[name]) for name in names)) for pk, fields in wanted.items()
    ]


def belongings(ids: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], Fields]:
    """Rows that outlive objects (ids by model), which get them back should they come back."""
    found: dict[tuple[str, int], Fields] = defaultdict(lambda: defaultdict(list))
    documents = Document.objects.filter(one_of("article_id", ids.get("article", ())))
    for owner, pk in documents.values_list("article_id", "pk"):
        found["article", owner or 0]["documents"].append(pk)
    mentions = Mention.objects.filter(one_of("provider_id", ids.get("provider", ())))
    for owner, pk in mentions.values_list("provider_id", "pk"):
        found["provider", owner or 0]["mentions"].append(pk)
    return found

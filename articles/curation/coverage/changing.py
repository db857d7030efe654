"""What all verbs of coverage share: lock the article, write what changes, journal both lists."""

from collections.abc import Callable
from copy import copy

from django.db import transaction

from articles.curation.deciding import locked
from articles.curation.journal import Changed, record
from articles.curation.permissions import CHANGE_ARTICLE, Person, require
from articles.curation.representation import plain_related
from articles.models import Action, Article, RelatedLink

COLUMNS = ("position", "hidden", "our_title", "our_excerpt")
Change = Callable[[list[RelatedLink]], list[RelatedLink]]


def change_coverage(article: Article, change: Change, *, verb: str, by: Person) -> Action:
    """Journal what `change` makes of the ordered links of `article`: it may set, reorder, drop and add."""
    person = require(by, CHANGE_ARTICLE)
    with transaction.atomic():
        locked(Article.objects.filter(pk=article.pk)).only("pk").get()
        links = list(article.related_links.all())
        before, stored = plain_related(links), [copy(link) for link in links]
        wanted = change(links)
        after = plain_related(wanted)
        if before != after:
            _write(article, wanted, stored)
        return record(
            verb,
            [Changed("article", article.pk, {"related": [before, after]})] if before != after else [],
            by=person,
        )


def _write(article: Article, wanted: list[RelatedLink], stored: list[RelatedLink]) -> None:
    for position, link in enumerate(wanted):
        link.position = position
    if gone := {link.pk for link in stored} - {link.pk for link in wanted}:
        article.related_links.filter(pk__in=gone).delete()
    was = {link.pk: link for link in stored}
    for name in COLUMNS:
        changed = [link for link in wanted if link.pk and getattr(link, name) != getattr(was[link.pk], name)]
        RelatedLink.objects.bulk_update(changed, [name])
    RelatedLink.objects.bulk_create(link for link in wanted if not link.pk)

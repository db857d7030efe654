"""What articles in related links of the journal are or were called."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from articles.models import Article, Change, Mention
from articles.rows import one_of

Link = Mapping[str, Any]  # as the journal keeps it


def links_in(changes: Iterable[Change]) -> Iterator[Link]:
    """The related links on both sides of `changes`."""
    return (
        one
        for change in changes
        for side in change.fields.get("related", ())
        for one in side or ()
        if isinstance(one.get("target"), int)
    )


def titles_of(links: Iterable[Link]) -> dict[int, str]:
    """By id the titles of the targets of `links`; of those that are gone the last that is known, if any."""
    listed = list(links)
    targets = {link["target"] for link in listed}
    titles = dict(Article.objects.filter(one_of("id", targets)).values_list("pk", "title"))
    if gone := targets - titles.keys():
        titles |= _of_copies([link for link in listed if link["target"] in gone]) | _when_deleted(gone)
    return titles


def _of_copies(links: Sequence[Link]) -> dict[int, str]:
    """What the copies of the targets that the lists carried were called."""
    copies = Mention.objects.in_bulk({link["mention"] for link in links if link.get("mention")})
    named = ((link["target"], copies.get(link.get("mention", 0))) for link in links)
    return {target: copy.said["title"] for target, copy in named if copy and copy.said.get("title")}


def _when_deleted(gone: Collection[int]) -> dict[int, str]:
    """What the journal says that articles were called when they were deleted."""
    deletions = Change.objects.filter(one_of("object_id", gone), model="article", kind=Change.Kind.DELETED)
    titles = deletions.order_by("pk").values_list("object_id", "fields__title__0")
    return {pk: title for pk, title in titles if title}

"""After an undoing: a link that a file lists leads to who has its key now, as the import's own would."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.curation.representation import plain_related
from articles.curation.snapshots import Fields, article_snapshots
from articles.curation.undoing.lists import restore_lists
from articles.curation.undoing.removing import follow_lists, forget
from articles.models import Article, Mention, RelatedLink, permanent_id
from articles.rows import chunked, one_of
from articles.text.addresses import address_hash

Links = list[dict[str, Any]]  # of one article, as the journal shows them


def lead(keys: Iterable[str], restored: Mapping[int, Links]) -> dict[int, Fields | None]:
    """Lead all links with `keys`, and the lists `restored` by article, to the article with the key of each.

    It is the one with the lowest slug, else the stub, else a new one. Gives by id what this wrote, as it was
    before; None for what is new.
    """
    standing = _standing(keys, restored)
    wanted = {pk: restored.get(pk, links) for pk, links in standing.items()}
    places, new = _places([link for links in wanted.values() for link in links])
    led = {pk: _led(pk, links, standing[pk], places) for pk, links in wanted.items()}
    led = {pk: links for pk, links in led.items() if links != standing[pk]}
    left = {link["target"] for pk in led for link in standing[pk]} - {
        link["target"] for links in led.values() for link in links
    }
    before: dict[int, Fields | None] = {**article_snapshots(led)}
    restore_lists({pk: {"related": links} for pk, links in led.items()})
    follow_lists(new)
    for chunk in chunked(left):
        before |= forget(chunk)
    return {**before, **dict.fromkeys(new)}


def _standing(keys: Iterable[str], restored: Iterable[int]) -> dict[int, Links]:
    """The lists with links that have `keys`, and those of the articles `restored` that are there."""
    mentions = Mention.objects.filter(one_of("key", keys)).values_list("pk", flat=True)
    links = RelatedLink.objects.filter(one_of("mention_id", list(mentions))).exclude(key="")
    found = {*links.values_list("article_id", flat=True), *restored}
    there = Article.objects.filter(one_of("id", found)).values_list("pk", flat=True)
    standing: dict[int, Links] = {pk: [] for pk in there}
    for link in RelatedLink.objects.filter(one_of("article_id", standing)).order_by("position", "id"):
        standing[link.article_id] += plain_related([link])
    return standing


def _places(links: Iterable[dict[str, Any]]) -> tuple[dict[str, int], list[int]]:
    """Who has the key of each link, by key; and the stubs that were made for those that nobody has."""
    mentions = {link["key"]: link["mention"] for link in links if "key" in link and "mention" in link}
    rows = Article.objects.filter(one_of("key", mentions)).values_list("key", "slug", "pk")
    places: dict[str, int] = {}
    for key, _slug, pk in sorted(rows, key=lambda row: (row[1] is None, row[1] or "")):
        places.setdefault(key, pk)
    copies = Mention.objects.in_bulk([pk for key, pk in mentions.items() if key not in places])
    stubs = Article.objects.bulk_create(map(_stub, copies.values()))
    return places | {stub.key: stub.pk for stub in stubs}, [stub.pk for stub in stubs]


def _stub(copy: Mention) -> Article:
    hashed = address_hash(copy.said["web_url"] or copy.said["original_url"])
    return Article(
        key=copy.key, address_hash=hashed, feed_id=permanent_id(copy.key, hashed), title=copy.said["title"]
    )


def _led(article: int, wanted: Links, standing: Links, places: Mapping[str, int]) -> Links:
    there = {*places.values(), *(link["target"] for link in standing)}
    led: dict[int, dict[str, Any]] = {}
    for link in wanted:
        target = places.get(link.get("key", ""), link["target"])
        if target == article:  # a list does not name its own article
            target = link["target"]
        if target in there:
            led[target] = _joined({**link, "target": target}, led.get(target, {}))
    return list(led.values())


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A file's link and an editor's to one article: the file's, with the editor's words of either."""
    named, added = (one, other) if "key" in one else (other, one)
    return {**added, **named} if other else one

"""What the collector says of an article beside what we say: told, taken over, or kept apart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.curation.deciding import locked
from articles.curation.journal import Changed, record
from articles.curation.last_changes import LastChanges, last_changes
from articles.curation.permissions import CHANGE_ARTICLE, Person, require
from articles.curation.representation import plain_image
from articles.curation.snapshots import Fields, article_snapshot, article_snapshots
from articles.curation.undoing.restoring import restore
from articles.models import Action, Article, Change, Status
from articles.seedfile.said import DEFAULTS, said_value

LISTS = ("topics", "images", "related")
FIELDS = (*(name for name in DEFAULTS if name not in ("secured", "extra")), *LISTS)  # what staff are told of

STATUS = "status"  # not a field that is written: upstream's flag, unless somebody decided
FLAGS = ("flagged", "decision")


@dataclass(frozen=True, slots=True)
class FieldStory:
    """One field: what the collector says (None: nothing), what we say, and the last changes to it.

    `change` is the last of anybody, `by_staff` the last of the newsroom that still stands.
    """

    name: str
    theirs: Any
    ours: Any
    conflict: dict[str, Any] | None
    change: Change | None
    by_staff: Change | None

    @property
    def differs(self) -> bool:
        return bool(self.theirs != self.ours)


def field_stories(article: Article) -> list[FieldStory]:
    """All that upstream says of `article`, first whether it is published; nothing where it never spoke."""
    if not article.upstream:
        return []
    ours, theirs = article_snapshot(article), upstream_fields(article, FIELDS)
    last, by_staff = last_changes(article, (*FIELDS, *FLAGS))
    return [
        *([] if article.is_stub else [_status_story(article, last, by_staff)]),
        *(
            FieldStory(
                name,
                theirs[name],
                ours[name],
                ours["conflicts"].get(name),
                last.get(name),
                by_staff.get(name),
            )
            for name in FIELDS
        ),
    ]


def _status_story(article: Article, last: LastChanges, by_staff: LastChanges) -> FieldStory:
    """Upstream's flag as the status that it would be, beside the one that stands; `reopen` releases it."""
    theirs = Status.PUBLISHED if article.flagged else Status.CANDIDATE
    newest = [
        max((some[name] for name in FLAGS if name in some), key=lambda one: one.pk, default=None)
        for some in (last, by_staff)
    ]
    return FieldStory(STATUS, str(theirs), str(article.status), None, *newest)


def upstream_fields(article: Article, names: Collection[str]) -> Fields:
    """What upstream says of the fields `names`, in the journal's form."""
    said = article.upstream
    fields: Fields = {name: said_value(said, name) for name in names if name in DEFAULTS}
    if "topics" in names:
        fields["topics"] = list(said.get("topics", ()))
    if "images" in names:
        fields["images"] = [plain_image(image) for image in said.get("images", ())]
    if "related" in names:
        fields["related"] = _listed(article, said.get("related", ()))
    return fields


def _listed(article: Article, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The links that the file of `article` names, in its order, without our words on them."""
    links = {link.key: link for link in article.related_links.all() if link.key}
    return [
        {"target": links[key].target_id, "key": key, "mention": links[key].mention_id}
        for key in keys
        if key in links
    ]


def release(article: Article, names: Collection[str], *, by: Person) -> Action:
    """Give the fields `names` what upstream says; from now on they follow it again. Ends their conflicts."""
    return _settle(article, names, by=by, verb="release", take=True)


def keep(article: Article, names: Collection[str], *, by: Person) -> Action:
    """Keep ours in the conflicts of the fields `names`; they come back when upstream changes again."""
    return _settle(article, names, by=by, verb="keep", take=False)


def _settle(article: Article, names: Collection[str], *, by: Person, verb: str, take: bool) -> Action:
    if unknown := set(names) - set(FIELDS):
        raise ValueError(f"upstream does not speak of {', '.join(sorted(unknown))}")
    person = require(by, CHANGE_ARTICLE)
    with transaction.atomic():
        row = locked(Article.objects.filter(pk=article.pk)).get()
        before = article_snapshot(row)
        wanted = upstream_fields(row, names) if take and row.upstream else {}
        wanted["conflicts"] = {name: one for name, one in before["conflicts"].items() if name not in names}
        restore("article", {row.pk: wanted}, {row.pk: before})
        after = article_snapshots([row.pk])[row.pk]
        fields = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        return record(verb, [Changed("article", row.pk, fields)] if fields else [], by=person)

"""What the collector says of an article beside what we say: told, taken over, or kept apart."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, IntegerField, Max, When

from articles.curation.deciding import locked
from articles.curation.journal import Changed, record
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
    """One field: what the collector says (None: nothing), what we say, and the last change to it."""

    name: str
    theirs: Any
    ours: Any
    conflict: dict[str, Any] | None
    change: Change | None

    @property
    def differs(self) -> bool:
        return bool(self.theirs != self.ours)


def field_stories(article: Article) -> list[FieldStory]:
    """All that upstream says of `article`, first whether it is published; nothing where it never spoke."""
    if not article.upstream:
        return []
    ours, theirs = article_snapshot(article), upstream_fields(article, FIELDS)
    changes = _last_changes(article)
    return [
        *([] if article.is_stub else [_status_story(article, changes)]),
        *(
            FieldStory(name, theirs[name], ours[name], ours["conflicts"].get(name), changes.get(name))
            for name in FIELDS
        ),
    ]


def _status_story(article: Article, changes: Mapping[str, Change]) -> FieldStory:
    """Upstream's flag as the status that it would be, beside the one that stands; `reopen` releases it."""
    theirs = Status.PUBLISHED if article.flagged else Status.CANDIDATE
    last = [changes[name] for name in FLAGS if name in changes]
    change = max(last, key=lambda change: change.pk, default=None)
    return FieldStory(STATUS, str(theirs), str(article.status), None, change)


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


def _last_changes(article: Article) -> dict[str, Change]:
    """By field the last change to it."""
    changes = Change.objects.filter(model="article", object_id=article.pk)
    newest = {
        f"last_{name}": Max(Case(When(fields__has_key=name, then="id"), output_field=IntegerField()))
        for name in (*FIELDS, *FLAGS)
    }
    ids = {name: pk for name, pk in changes.aggregate(**newest).items() if pk}
    found = Change.objects.select_related("action__by", "action__run").in_bulk(ids.values())
    return {name.removeprefix("last_"): found[pk] for name, pk in ids.items()}


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

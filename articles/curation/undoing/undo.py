"""Undo an action: reverse what still stands, list what moved since, as an action that can be undone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.journal import Changed, deleted, record
from articles.curation.permissions import UNDO_ACTION, Person, require
from articles.curation.snapshots import Fields, snapshots
from articles.curation.undoing.leading import lead
from articles.curation.undoing.nets import Key, Net, nets_of, touched_since
from articles.curation.undoing.places import taken
from articles.curation.undoing.removing import remove
from articles.curation.undoing.restoring import belongings, bring_back, end_agreements, restore, reunite
from articles.curation.undoing.reversal import Reversal, moved_keys, restored_lists, reversal_of
from articles.curation.undoing.standing import is_effective
from articles.curation.undoing.wording import reword
from articles.models import Action, Article, Change
from articles.rows import one_of


class CannotUndoError(Exception):
    """The action cannot be undone at all; its message says why."""


def undo(action: Action, *, by: Person) -> Action:
    """Reverse `action` where it still stands; what moved since is left and listed in `blocked`.

    Raises CannotUndoError for an action that is undone already.
    """
    person = require(by, UNDO_ACTION)
    with transaction.atomic():
        action = Action.objects.select_for_update().get(pk=action.pk)
        if not is_effective(action):
            raise CannotUndoError(_("This is undone already; undo the undoing instead."))
        nets = nets_of(action)
        reword(net for (model, _id), net in nets.items() if model == "article")
        before = snapshots(_by_model(nets))
        reversal = reversal_of(nets, before, touched_since(action, nets), taken(nets))
        for key, rows in belongings(_by_model(reversal.removed)).items():
            before[key] |= rows
        moved = moved_keys(reversal, before)
        _carry_out(reversal, before)
        led = lead(moved, restored_lists(reversal))
        _remember(led, before, nets)
        after = snapshots(_by_model([*nets, *(("article", pk) for pk in led if ("article", pk) not in nets)]))
        changes = _changes(before, after)
        blocked = [_blocked(key, why, after.get(key), nets[key]) for key, why in reversal.moved.items()]
        done = record("undo", changes, by=person, run=action.run, blocked=blocked)
        done.undoes = action
        done.save()
        return done


def _by_model(keys: Iterable[Key]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for model, pk in keys:
        ids[model].append(pk)
    return ids


def _carry_out(reversal: Reversal, current: Mapping[Key, Fields]) -> None:
    for model in ("provider", "topic", "article"):
        bring_back(model, {pk: fields for (of, pk), fields in reversal.back.items() if of == model})
    for model in ("provider", "topic", "article"):
        wanted = {pk: fields for (of, pk), fields in (reversal.fields | reversal.back).items() if of == model}
        restore(model, wanted, {pk: current.get((model, pk), {}) for pk in wanted})
    end_agreements([pk for model, pk in reversal.fields if model == "article"])
    reunite(restored_lists(reversal).values())
    for pk in remove(_by_model(reversal.removed)):
        reversal.moved["article", pk] = _("listed by editors since")
    _bring_back_late({pk: fields for (_model, pk), fields in reversal.late.items()})


def _bring_back_late(stubs: Mapping[int, Fields]) -> None:
    keys = {fields["key"] for fields in stubs.values()}
    taken = set(Article.objects.stubs().filter(one_of("key", keys)).values_list("key", flat=True))
    free = {pk: fields for pk, fields in stubs.items() if fields["key"] not in taken}
    bring_back("article", free)
    restore("article", free, {pk: {} for pk in free})


def _remember(led: Mapping[int, Fields | None], before: dict[Key, Fields], nets: Mapping[Key, Net]) -> None:
    """Note in `before` how articles were that `lead` wrote, and what belongs to those that it deleted."""
    for pk, fields in led.items():
        key = ("article", pk)
        if key not in nets and fields is not None:
            before[key] = fields
        elif key in before and fields and "documents" in fields:
            before[key]["documents"] = fields["documents"]


def _changes(before: Mapping[Key, Fields], after: Mapping[Key, Fields]) -> list[Changed]:
    changes = []
    for model, pk in sorted(before.keys() | after.keys()):
        was, now = before.get((model, pk)), after.get((model, pk))
        if was is None:
            changes.append(Changed(model, pk, kind=Change.Kind.CREATED))
        elif now is None:
            changes.append(deleted(model, pk, was))
        elif fields := {name: [was[name], now[name]] for name in now if was[name] != now[name]}:
            changes.append(Changed(model, pk, fields))
    return changes


def _blocked(key: Key, why: str, current: Fields | None, net: Net) -> dict[str, Any]:
    fields = current or net.before
    title = fields.get("title") or fields.get("name") or f"{key[0]} {key[1]}"
    return {"id": key[1], "model": key[0], "title": title, "why": why}

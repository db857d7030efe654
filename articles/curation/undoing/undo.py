"""Undo an action: reverse what still stands, list what moved since, as an action that can be undone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.field_names import UNTOLD, in_order, label_of
from articles.curation.journal import Changed, deleted, record
from articles.curation.permissions import UNDO_ACTION, Person, require
from articles.curation.snapshots import Fields, snapshots
from articles.curation.undoing.nets import Key, Net, nets_of, touched_since
from articles.curation.undoing.places import taken
from articles.curation.undoing.removing import remove
from articles.curation.undoing.restoring import belongings, bring_back, end_agreements, restore
from articles.curation.undoing.standing import is_effective
from articles.curation.undoing.wording import reword
from articles.models import Action, Change

IDENTITY = "slug"  # an article that lost or got it is another thing; that is not reversed by halves


class CannotUndoError(Exception):
    """The action cannot be undone at all; its message says why."""


@dataclass(slots=True)
class Reversal:
    """What undoing comes to: fields to write, objects to bring back and to remove, and what stays."""

    fields: dict[Key, Fields] = field(default_factory=dict)
    back: dict[Key, Fields] = field(default_factory=dict)
    removed: list[Key] = field(default_factory=list)
    moved: dict[Key, str] = field(default_factory=dict)  # why


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
        reversal = _reversal(nets, before, touched_since(action, nets), taken(nets))
        for key, rows in belongings(_by_model(reversal.removed)).items():
            before[key] |= rows
        _carry_out(reversal, before)
        after = snapshots(_by_model(nets))
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


def _reversal(
    nets: Mapping[Key, Net], current: Mapping[Key, Fields], touched: set[Key], taken: set[Key]
) -> Reversal:
    reversal = Reversal()
    for key, net in nets.items():
        if key in taken:
            reversal.moved[key] = _("another has its place since")
        elif net.kind == Change.Kind.DELETED:
            if key not in current:
                reversal.back[key] = {name: values[0] for name, values in net.fields.items()}
        elif key not in current:
            reversal.moved[key] = _("gone")
        elif key in touched and (net.kind == Change.Kind.CREATED or IDENTITY in net.fields):
            reversal.moved[key] = _("edited since")
        elif net.kind == Change.Kind.CREATED:
            reversal.removed.append(key)
        else:
            _reverse_fields(key, net, current[key], reversal)
    return reversal


def _reverse_fields(key: Key, net: Net, current: Fields, reversal: Reversal) -> None:
    standing = {name: before for name, (before, after) in net.fields.items() if current.get(name) == after}
    moved = [
        name
        for name, (before, _after) in net.fields.items()
        if name not in standing and current.get(name) != before
    ]
    if standing:
        reversal.fields[key] = standing
    if moved:
        reversal.moved[key] = _changed_since(key[0], moved)


def _changed_since(model: str, names: Iterable[str]) -> str:
    told = [label_of(model, name) for name in in_order(set(names) - UNTOLD)]
    return _("changed since: %(fields)s") % {"fields": ", ".join(told)} if told else _("changed since")


def _carry_out(reversal: Reversal, current: Mapping[Key, Fields]) -> None:
    for model in ("provider", "topic", "article"):
        bring_back(model, {pk: fields for (of, pk), fields in reversal.back.items() if of == model})
    for model in ("provider", "topic", "article"):
        wanted = {pk: fields for (of, pk), fields in (reversal.fields | reversal.back).items() if of == model}
        restore(model, wanted, {pk: current.get((model, pk), {}) for pk in wanted})
    end_agreements([pk for model, pk in reversal.fields if model == "article"])
    for pk in remove(_by_model(reversal.removed)):
        reversal.moved["article", pk] = _("listed by editors since")


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
    fields = current or {name: before for name, (before, _after) in net.fields.items()}
    title = fields.get("title") or fields.get("name") or f"{key[0]} {key[1]}"
    return {"id": key[1], "model": key[0], "title": title, "why": why}

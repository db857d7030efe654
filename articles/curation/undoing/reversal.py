"""What undoing an action comes to, decided before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from articles.curation.field_names import UNTOLD, in_order, label_of
from articles.curation.snapshots import Fields
from articles.curation.undoing.nets import Key, Net
from articles.models import Change

IDENTITY = "slug"  # an article that lost or got it is another thing; that is not reversed by halves
KNOWN_BY = frozenset({"key", "address_hash"})  # of the document that says so, and stay with it


@dataclass(slots=True)
class Reversal:
    """What undoing comes to: fields to write, objects to bring back and to remove, and what stays."""

    fields: dict[Key, Fields] = field(default_factory=dict)
    back: dict[Key, Fields] = field(default_factory=dict)
    late: dict[Key, Fields] = field(default_factory=dict)  # to bring back once what was made instead is gone
    removed: list[Key] = field(default_factory=list)
    moved: dict[Key, str] = field(default_factory=dict)  # why


def reversal_of(
    nets: Mapping[Key, Net], current: Mapping[Key, Fields], touched: set[Key], taken: Mapping[Key, Key]
) -> Reversal:
    """Decide about `nets`, whose objects are as `current` says; see `touched_since` and `taken`."""
    reversal = Reversal()
    for key, net in nets.items():
        if key in taken and _made_anew(net, nets.get(taken[key])):
            reversal.late[key] = net.before
        elif key in taken:
            reversal.moved[key] = _("another has its place since")
        elif net.kind == Change.Kind.DELETED:
            if key not in current:
                reversal.back[key] = net.before
        elif key not in current:
            reversal.moved[key] = _("gone")
        elif key in touched and (net.kind == Change.Kind.CREATED or IDENTITY in net.fields):
            reversal.moved[key] = _("edited since")
        elif net.kind == Change.Kind.CREATED:
            reversal.removed.append(key)
        else:
            _reverse_fields(key, net, current[key], reversal)
    _keep_statements(reversal, nets, current)
    return reversal


def _made_anew(net: Net, other: Net | None) -> bool:
    """Whether the action itself made what has the place of a stub that it deleted."""
    is_stub = net.kind == Change.Kind.DELETED and net.before.get(IDENTITY, "") is None
    return is_stub and other is not None and other.kind == Change.Kind.CREATED


def _reverse_fields(key: Key, net: Net, current: Fields, reversal: Reversal) -> None:
    standing = {name: before for name, (before, after) in net.fields.items() if current.get(name) == after}
    moved = [
        name
        for name, (before, _after) in net.fields.items()
        if name not in standing and current.get(name) != before
    ]
    if "document_id" in moved:
        standing = {name: value for name, value in standing.items() if name not in KNOWN_BY}
    if standing:
        reversal.fields[key] = standing
    if moved:
        reversal.moved[key] = _changed_since(key[0], moved)


def _keep_statements(reversal: Reversal, nets: Mapping[Key, Net], current: Mapping[Key, Fields]) -> None:
    """Leave what a file says of a provider or topic where that file stays."""
    left = [key for key in reversal.moved if key in current and key[0] == "article"]
    slugs = {current[key]["slug"] for key in left if "document_id" not in reversal.fields.get(key, {})}
    for key, fields in reversal.fields.items():
        if key[0] != "article" and "said" in fields:
            before, after = nets[key].fields["said"]
            new = {name: one for name, one in after.items() if one != before.get(name)}
            kept = {name: one for name, one in new.items() if one.get("slug") in slugs}
            rest = {name: value for name, value in fields.items() if name not in kept}
            reversal.fields[key] = {**rest, "said": {**before, **kept}}


def _changed_since(model: str, names: Iterable[str]) -> str:
    told = [label_of(model, name) for name in in_order(set(names) - UNTOLD)]
    return _("changed since: %(fields)s") % {"fields": ", ".join(told)} if told else _("changed since")


def moved_keys(reversal: Reversal, before: Mapping[Key, Fields]) -> set[str]:
    """The keys that may mean another article after `reversal`."""
    moved = {before[key]["key"] for key in reversal.removed if key[0] == "article"}
    for (model, pk), fields in (reversal.fields | reversal.back).items():
        if model == "article" and fields.keys() & {"key", IDENTITY}:
            standing = before.get((model, pk), {})
            moved |= {fields.get("key", ""), standing.get("key", "")}
    return moved - {""}


def restored_lists(reversal: Reversal) -> dict[int, list[dict[str, Any]]]:
    """The lists of coverage that it gives back, by article."""
    written = reversal.fields | reversal.back
    return {
        pk: fields["related"]
        for (model, pk), fields in written.items()
        if model == "article" and "related" in fields
    }

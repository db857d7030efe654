"""What an action did to each object in all, and which objects others changed after it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.curation.undoing.standing import undoings
from articles.models import Action, Change
from articles.rows import one_of

Key = tuple[str, int]  # model and id of an object


@dataclass(slots=True)
class Net:
    """All changes of one object by one action as one: {field: [first before, last after]}."""

    kind: str
    fields: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        for name, (before, after) in change.fields.items():
            self.fields[name] = [self.fields.get(name, [before])[0], after]
        if change.kind == Change.Kind.DELETED or self.kind == Change.Kind.CHANGED:
            self.kind = change.kind

    @property
    def before(self) -> dict[str, Any]:
        return {name: values[0] for name, values in self.fields.items()}


def nets_of(action: Action) -> dict[Key, Net]:
    """What `action` did, by object. What it made and deleted again it did not do."""
    nets: dict[Key, Net] = {}
    came_and_went: set[Key] = set()
    for change in action.changes.order_by("id").iterator():
        key = (change.model, change.object_id)
        net = nets.setdefault(key, Net(change.kind))
        if net.kind == Change.Kind.CREATED and change.kind == Change.Kind.DELETED:
            came_and_went.add(key)
        net.add(change)
    return {key: net for key, net in nets.items() if key not in came_and_went}


def touched_since(action: Action, keys: Iterable[Key]) -> set[Key]:
    """Those of `keys` that standing later actions changed; undoing `action` or later ones does not count."""
    ids: dict[str, list[int]] = defaultdict(list)
    for model, object_id in keys:
        ids[model].append(object_id)
    touched: set[Key] = set()
    standing: dict[int, bool] = {}
    undone = undoings(action.pk)
    for model, objects in ids.items():
        later = Change.objects.filter(one_of("object_id", objects), model=model, action__gt=action.pk)
        for change in later.select_related("action").only("object_id", "action").iterator():
            if change.action_id not in standing:
                standing[change.action_id] = change.action_id not in undone and _counts(change.action, action)
            if standing[change.action_id]:
                touched.add((model, change.object_id))
    return touched


def _counts(later: Action, action: Action) -> bool:
    """Whether `later` is a change of its own: undoing anything from `action` on is none."""
    root = later
    while root.undoes is not None:
        root = root.undoes
    return root is later or root.pk < action.pk

"""Which objects cannot have their former place again: another one has their domain, name or slug since."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from articles.curation.undoing.nets import Key, Net
from articles.curation.undoing.restoring import kind_of
from articles.models import Article
from articles.rows import one_of

PLACES = (("article", "slug"), ("provider", "domain"), ("topic", "key"), ("topic", "slug"))


def taken(nets: Mapping[Key, Net]) -> dict[Key, Key]:
    """Those of `nets` to which undoing would give what another object has, each with the other."""
    stubs = {str(values["key"]): pk for pk, values in _former(nets, "article") if _is_stub(values)}
    found = _others("article", Article.objects.stubs(), "key", stubs)
    for model, name in PLACES:
        wanted = {str(values[name]): pk for pk, values in _former(nets, model) if values.get(name)}
        found |= _others(model, kind_of(model)._default_manager.all(), name, wanted)
    return found


def _former(nets: Mapping[Key, Net], model: str) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of `model` by id, with the values that they had before."""
    for (of, pk), net in nets.items():
        if of == model:
            yield pk, net.before


def _is_stub(values: Mapping[str, object]) -> bool:
    return bool(values.get("key")) and "slug" in values and values["slug"] is None


def _others(model: str, rows: QuerySet, name: str, wanted: Mapping[str, int]) -> dict[Key, Key]:
    """Of the objects that `wanted` names by their value of `name`, those that are not alone with it."""
    if not wanted:
        return {}
    have = rows.filter(one_of(name, wanted)).values_list(name, "pk")
    return {(model, wanted[value]): (model, pk) for value, pk in have if pk != wanted[value]}

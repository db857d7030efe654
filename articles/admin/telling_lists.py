"""Changed lists in words: the coverage and the pictures of an article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Said = Mapping[str, Any]
NAMED = 3  # titles; more are counted


def links_told(before: Sequence[Said], after: Sequence[Said], titles: Mapping[int, str]) -> Iterable[str]:
    """What became of the related links; `titles` names their targets."""
    old = {one["target"]: one for one in before}
    new = {one["target"]: one for one in after}
    both = [target for target in new if target in old]
    changed = [(old[target], new[target]) for target in both]
    groups = (
        (_("added"), [target for target in new if target not in old]),
        (_("removed"), [target for target in old if target not in new]),
        (_("hidden"), [n["target"] for o, n in changed if n.get("hidden") and not o.get("hidden")]),
        (_("shown again"), [n["target"] for o, n in changed if o.get("hidden") and not n.get("hidden")]),
        (_("given our words"), [n["target"] for o, n in changed if _ours(o) != _ours(n)]),
    )
    for what, targets in groups:
        if targets:
            known = [titles[target] for target in targets if target in titles]
            yield f"{what}: {_some(known, gone=len(targets) - len(known))}"
    if both != [target for target in old if target in new]:
        yield _("put into another order")


def _ours(link: Said) -> tuple[str, str]:
    return link.get("our_title", ""), link.get("our_excerpt", "")


def _some(titles: Sequence[str], gone: int) -> str:
    """The first of `titles`, with how many more there are, and how many articles nobody can name."""
    named = [f"“{title}”" for title in titles[:NAMED]]
    if gone == 1:
        named.append(_("an article that is gone"))
    elif gone:
        named.append(_("%d articles that are gone") % gone)
    more = len(titles) - NAMED
    some = ", ".join(named)
    return f"{some} {ngettext('and %d more', 'and %d more', more) % more}" if more > 0 else some


def pictures_told(before: Sequence[Said], after: Sequence[Said]) -> Iterable[str]:
    """What became of the pictures."""
    old, new = ([_picture(one) for one in side] for side in (before, after))
    if added := len([one for one in new if one not in old]):
        yield ngettext("%d added", "%d added", added) % added
    if removed := len([one for one in old if one not in new]):
        yield ngettext("%d removed", "%d removed", removed) % removed
    if [one for one in old if one in new] != [one for one in new if one in old]:
        yield _("put into another order")
    described = {_picture(one): _described(one) for one in before}
    if any(described.get(_picture(one), _described(one)) != _described(one) for one in after):
        yield _("described anew")


def _described(image: Said) -> tuple[str, str]:
    return image.get("title", ""), image.get("credit", "")


def _picture(image: Said) -> str:
    return str(image.get("url") or image.get("renditions"))

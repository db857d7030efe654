"""The verbs of the journal in words: to one object, and counted."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext_lazy

from articles.models import Action, Change

TO_ONE: dict[str, Any] = {
    "publish": gettext_lazy("published it"),
    "withdraw": gettext_lazy("withdrew it"),
    "reject": gettext_lazy("rejected it"),
    "review": gettext_lazy("sent it to review"),
    "reopen": gettext_lazy("left it undecided"),
    "promote": gettext_lazy("made it an article"),
    "edit": gettext_lazy("changed it"),
    "write": gettext_lazy("wrote it"),
    "discard": gettext_lazy("deleted it"),
    "coverage": gettext_lazy("arranged its coverage"),
    "edit provider": gettext_lazy("changed it"),
    "add provider": gettext_lazy("added it"),
    "edit topic": gettext_lazy("changed it"),
    "add topic": gettext_lazy("added it"),
    "undo": gettext_lazy("changed it back"),
    "release": gettext_lazy("took what the collector says"),
    "keep": gettext_lazy("kept ours"),
}
BY_IMPORT: dict[str, Any] = {
    Change.Kind.CREATED: gettext_lazy("brought it"),
    Change.Kind.CHANGED: gettext_lazy("changed it"),
    Change.Kind.DELETED: gettext_lazy("forgot it"),
}
COUNTED: dict[str, Any] = {
    "publish": ngettext_lazy("published %d article", "published %d articles"),
    "withdraw": ngettext_lazy("withdrew %d article", "withdrew %d articles"),
    "reject": ngettext_lazy("rejected %d article", "rejected %d articles"),
    "review": ngettext_lazy("sent %d article to review", "sent %d articles to review"),
    "reopen": ngettext_lazy("left %d article undecided", "left %d articles undecided"),
    "promote": ngettext_lazy("made %d stub an article", "made %d stubs articles"),
    "edit": ngettext_lazy("changed %d article", "changed %d articles"),
    "write": ngettext_lazy("wrote %d article", "wrote %d articles"),
    "discard": ngettext_lazy("deleted %d draft", "deleted %d drafts"),
    "coverage": ngettext_lazy("arranged the coverage of %d article", "arranged the coverage of %d articles"),
    "edit provider": ngettext_lazy("changed %d provider", "changed %d providers"),
    "add provider": ngettext_lazy("added %d provider", "added %d providers"),
    "edit topic": ngettext_lazy("changed %d topic", "changed %d topics"),
    "add topic": ngettext_lazy("added %d topic", "added %d topics"),
    "undo": ngettext_lazy("changed %d object back", "changed %d objects back"),
    "release": ngettext_lazy(
        "took what the collector says of %d article", "took what it says of %d articles"
    ),
    "keep": ngettext_lazy("kept ours in %d article", "kept ours in %d articles"),
}
OTHER = ngettext_lazy("changed %d object", "changed %d objects")


def actor(action: Action) -> str:
    """Who did it: a person, an import, or the newsroom itself."""
    if action.run and action.verb == "import":
        return str(action.run).capitalize()
    return person(action)


def person(action: Action) -> str:
    """Who did it; the newsroom itself where nobody gave a name."""
    if action.by:
        return action.by.get_full_name() or action.by.get_username()
    return gettext("The newsroom")


def done_to_one(change: Change) -> str:
    """What an action did to the one object of `change`."""
    if change.action.verb == "import":
        return str(BY_IMPORT[change.kind])
    return str(TO_ONE.get(change.action.verb, change.action.verb))


def done_to_many(action: Action, count: int) -> str:
    """What an action did to all its `count` objects."""
    return str(COUNTED.get(action.verb, OTHER) % count)

"""What an upload would do, file by file: in groups, a page at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.admin.telling import Line, line_of
from articles.models import Article, Upload

PER_PAGE = 50
GROUPS = {
    "rejected": gettext_lazy("left out"),
    "conflict": gettext_lazy("conflicts"),
    "changed": gettext_lazy("changed"),
    "new": gettext_lazy("new"),
    "subject": gettext_lazy("providers and topics"),
    "missing": gettext_lazy("missing"),
    "note": gettext_lazy("notes"),
    "unchanged": gettext_lazy("unchanged"),
}  # worst first

Entry = dict[str, Any]


def proposed(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    """The files of one group of `upload`, a page at a time, with how many there are in each."""
    entries = list(_entries(upload.proposal))
    counts = Counter(one["group"] for one in entries)
    group = request.GET.get("group") or next((name for name in GROUPS if counts[name]), "new")
    of_group = [one for one in entries if one["group"] == group]
    page = Paginator(of_group, PER_PAGE).get_page(request.GET.get("p"))
    titles = _titles(list(page))
    return {
        "report": upload.proposal["report"],
        "groups": [(name, label, counts[name]) for name, label in GROUPS.items() if counts[name]],
        "group": group,
        "page": page,
        "entries": [
            (one, one.get("title") or titles.get(one.get("article"), ""), _lines(one), _conflicts(one))
            for one in page
        ],
    }


def _entries(proposal: dict[str, Any]) -> Iterator[Entry]:
    """All that there is to see, each with its group."""
    yield from ({"group": "rejected", **one} for one in proposal["report"]["problems"])
    yield from proposal["files"]
    for one in proposal.get("subjects", ()):
        if not one["new"]:
            yield {"group": "subject", "path": one["model"], **one}
    yield from proposal.get("standing", ())
    for one in proposal["report"]["notes"]:
        if one["code"] != "missing":  # which are a group of their own
            yield {"group": "note", **one}


def _titles(entries: Sequence[Entry]) -> dict[int | None, str]:
    """What the articles are called whose files are known only by where they lie."""
    ids = {one["article"] for one in entries if one.get("article")}
    return dict(Article.objects.filter(pk__in=ids).values_list("pk", "title"))


def _lines(entry: Entry) -> list[Line]:
    return [
        line_of(entry.get("model", "article"), name, sides[0], sides[1], {})
        for name, sides in entry.get("changes", {}).items()
        if name != "related"
    ]


def _conflicts(entry: Entry) -> list[Line]:
    """What upstream said and says where ours stays."""
    return [
        line_of("article", name, one["base"], one["upstream"], {})
        for name, one in entry.get("conflicts", {}).items()
    ]

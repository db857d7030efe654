"""Arranging coverage: its order, what is hidden, and the editors' own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from articles.curation.coverage.changing import change_coverage
from articles.curation.editing import same, tidy
from articles.curation.permissions import Person
from articles.models import Action, Article, RelatedLink


@dataclass(frozen=True, slots=True)
class Line:
    """What to make of one link; None leaves a value as it is. `position` counts from 0."""

    position: int | None = None
    hidden: bool | None = None
    our_title: str | None = None
    our_excerpt: str | None = None


def arrange(article: Article, lines: Mapping[int, Line], *, by: Person) -> Action:
    """Apply `lines`, by link id, to the coverage of `article`; ids that are not in it are passed over."""

    def change(links: list[RelatedLink]) -> list[RelatedLink]:
        for link in links:
            _apply(link, lines.get(link.pk, Line()))
        return _ordered(links, lines)

    return change_coverage(article, change, verb="coverage", by=by)


def _apply(link: RelatedLink, line: Line) -> None:
    if line.hidden is not None:
        link.hidden = line.hidden
    for name in ("our_title", "our_excerpt"):
        words = getattr(line, name)
        if words is not None and not same(getattr(link, name), words):
            setattr(link, name, tidy(words))


def _ordered(links: list[RelatedLink], lines: Mapping[int, Line]) -> list[RelatedLink]:
    """Links that are given another place go there, in the order of these places; the others keep theirs."""
    moved: list[tuple[int, int, RelatedLink]] = []
    rest = []
    for place, link in enumerate(links):
        position = lines.get(link.pk, Line()).position
        if position is None or position == place:
            rest.append(link)
        else:
            moved.append((position, place, link))
    free = 0  # of two links for one place the first gets it, the second the next
    for position, _, link in sorted(moved, key=lambda one: one[:2]):
        rest.insert(max(position, free), link)
        free = max(position, free) + 1
    return rest


def hide(article: Article, links: list[int], *, by: Person) -> Action:
    """Show readers nothing of these links of `article`."""
    return arrange(article, dict.fromkeys(links, Line(hidden=True)), by=by)


def show(article: Article, links: list[int], *, by: Person) -> Action:
    """Show readers these links of `article` again."""
    return arrange(article, dict.fromkeys(links, Line(hidden=False)), by=by)

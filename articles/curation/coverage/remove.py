"""Removing coverage."""

from collections.abc import Collection

from articles.curation.coverage.changing import change_coverage
from articles.curation.permissions import Person
from articles.models import Action, Article, RelatedLink


def remove(article: Article, links: Collection[int], *, by: Person) -> Action:
    """Take these links off `article`: one that an editor added goes, one that its file lists is hidden."""

    def change(listed: list[RelatedLink]) -> list[RelatedLink]:
        for link in listed:
            link.hidden = link.hidden or (link.pk in links and bool(link.key))
        return [link for link in listed if link.key or link.pk not in links]

    return change_coverage(article, change, verb="coverage", by=by)

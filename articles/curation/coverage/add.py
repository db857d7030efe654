"""Adding coverage that no file lists."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.curation.coverage.changing import change_coverage
from articles.curation.permissions import Person
from articles.models import Action, Article, RelatedLink


def add(article: Article, target: Article, *, by: Person) -> Action:
    """List `target`, an article or a stub, as the last coverage of `article`. One that is listed stays."""
    if target.pk == article.pk:
        raise ValidationError(
            _("An article cannot be coverage of itself; choose another one."), code="itself"
        )

    def change(links: list[RelatedLink]) -> list[RelatedLink]:
        if any(link.target_id == target.pk for link in links):
            return links
        return [*links, RelatedLink(article=article, target=target)]

    return change_coverage(article, change, verb="coverage", by=by)

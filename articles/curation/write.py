"""Writing an article by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.curation.edit import EDITABLE, check_span, identity
from articles.curation.editing import take
from articles.curation.journal import Changed, record
from articles.curation.naming import give_slugs
from articles.curation.permissions import ADD_ARTICLE, Person, require
from articles.curation.pictures import PictureLine, take_pictures
from articles.curation.topics_of import take_topics
from articles.models import Article, Change, Topic


def write(
    values: Mapping[str, Any],
    *,
    by: Person,
    topics: Sequence[Topic] = (),
    pictures: Sequence[PictureLine] = (),
) -> Article:
    """Make a new candidate of `values` (fields of EDITABLE, at least a title); its slug says today's date."""
    if unknown := values.keys() - EDITABLE:
        raise ValueError(f"write() does not take {', '.join(sorted(unknown))}")
    person = require(by, ADD_ARTICLE)
    article = Article()
    fields = take(article, {"published_at": timezone.now(), **_given(values)})
    article._meta.get_field("title").clean(article.title, article)
    check_span(article)
    for name, value in identity(article).items():
        setattr(article, name, value)
    with transaction.atomic():
        give_slugs([article])
        article.save(force_insert=True)
        fields |= {"slug": [None, article.slug]} | take_topics(article, topics)
        fields |= take_pictures(article, pictures, by=by)
        record("write", [Changed("article", article.pk, fields, Change.Kind.CREATED)], by=person)
    return article


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}

"""Small questions that the tests of the verbs ask."""

from typing import Any

from articles.models import Action, Article, ArticleQuerySet


def one(article: Article) -> ArticleQuerySet:
    return Article.objects.filter(pk=article.pk)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def changes_of(action: Action) -> dict[int, dict[str, Any]]:
    return {change.object_id: change.fields for change in action.changes.all()}

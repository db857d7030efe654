"""Addresses of the desk."""

from django.urls import reverse

from articles.models import Article

LIST = "/admin/articles/article/"


def page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def coverage(article: Article) -> str:
    return reverse("admin:articles_article_coverage", args=[article.pk])


def decide(article: Article, verb: str) -> str:
    return reverse("admin:articles_article_decide", args=[article.pk, verb])

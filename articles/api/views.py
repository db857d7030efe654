"""The endpoints of the API."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from articles.api import openapi, representations
from articles.api.answers import answers, error, ok
from articles.api.pages import Page, page, told
from articles.catalogue import Counts
from articles.models import Article, FormerSlug, Topic

LONGEST_NUMBER = 9  # digits


@answers
def news(request: HttpRequest, number: str = "1") -> HttpResponse:
    """A page of all articles."""
    return _page(page(_number(number)))


@answers
def topic_news(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """A page of one topic's articles."""
    found = _about(slug, _number(number))
    if found is None and (moved := Counts().topic_once_at(slug)):
        return redirect("api:topic_news", moved.slug, number, permanent=True)
    return _page(found)


@answers
def named(request: HttpRequest, slug: str) -> HttpResponse:
    """What has this slug: a topic's first page, or an article with its coverage."""
    about = _about(slug, 1)
    return _page(about) if about else _article(slug)


@answers
def topics(request: HttpRequest) -> HttpResponse:
    """All topics with something to read."""
    found = [topic for topic, _ in Counts().topics.values()]
    names = frozenset(topic.name for topic in found)
    return ok({"value": [representations.topic(topic, names) for topic in found]})


@answers
def description(request: HttpRequest) -> HttpResponse:
    """The API described in its own terms (OpenAPI 3.1)."""
    return ok(openapi.description())


@answers
def nothing(request: HttpRequest) -> HttpResponse:
    """Any other address below `/api/`: programs hear in JSON that there is nothing."""
    raise Http404


def _page(found: Page | None) -> HttpResponse:
    if found is None:
        raise Http404
    value = [representations.item(article) for article in found.articles]
    return ok({"page": found.number, "value": value, "nextPage": found.following})


def _number(text: str) -> int:
    """The number of a page, written in the one way that our links write it; 0 is none."""
    plain = text.isascii() and text.isdigit() and not text.startswith("0")
    return int(text) if plain and len(text) <= LONGEST_NUMBER else 0


def _about(slug: str, number: int) -> Page | None:
    """A page of the topic's articles; None where readers know no such topic, or it has no such page."""
    topic = Topic.objects.filter(slug=slug).first()
    found = page(number, topic) if topic else None
    return found if found and found.articles else None


def _article(slug: str) -> HttpResponse:
    found = told(Article.objects.filed()).filter(slug=slug).first()
    if found is None:
        return _from_former_slug(slug)
    if not found.is_live():
        return _absent(found)
    links = found.related_links.for_readers().with_words().prefetch_related("target__images")
    return ok(representations.detail(found, links.heard()))


def _from_former_slug(slug: str) -> HttpResponse:
    former = FormerSlug.objects.select_related("article").filter(slug=slug).first()
    if former is None:
        return _from_former_topic_slug(slug)
    if not former.article.is_live():
        return _absent(former.article)
    return redirect("api:named", former.article.slug, permanent=True)


def _from_former_topic_slug(slug: str) -> HttpResponse:
    if not (moved := Counts().topic_once_at(slug)):
        raise Http404
    return redirect("api:named", moved.slug, permanent=True)


def _absent(article: Article) -> HttpResponse:
    """410 for what readers had, 404 for what they never had."""
    if article.is_lost():
        return error(410, gettext("This article was withdrawn."))
    raise Http404

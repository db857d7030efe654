"""The addresses of feeds, and the page that lists them for people."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.catalogue import Counts, catch_up
from articles.catalogue.counts import LARGEST
from articles.models import Article, Provider, Topic, permanent_id
from articles.public.caching import page
from articles.public.facts import whole
from articles.public.feeds.entries import Feed, entries
from articles.public.feeds.json_feed import json_feed
from articles.public.feeds.xml import atom, rss
from articles.text.lines import one_line


class Format(NamedTuple):
    """How a feed is written, and under which media type."""

    media_type: str
    write: Callable[[Feed, str], str]


FORMATS = {
    "atom": Format("application/atom+xml; charset=utf-8", atom),
    "rss": Format("application/rss+xml; charset=utf-8", rss),
    "json": Format("application/feed+json; charset=utf-8", json_feed),
}


@page
def latest(request: HttpRequest, kind: str) -> HttpResponse:
    """What is newest."""
    feed = Feed(
        id=permanent_id("feed", "latest"),
        title=settings.SITE_NAME,
        subtitle=_("What others report, chosen by editors"),
        page=reverse("articles:list"),
        path=reverse("articles:latest_feed", args=[kind]),
        entries=entries(Article.objects.published()),
    )
    return _answer(feed, kind)


@page
def topic(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What is newest on a topic; 404 where readers find nothing on it."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return _from_former_address(slug, kind)
    catch_up()
    name = one_line(found.name)
    feed = Feed(
        id=permanent_id("feed", "topic", found.key),
        title=f"{name} · {settings.SITE_NAME}",
        subtitle=_("News on %(name)s, newest first") % {"name": name},
        page=found.get_absolute_url(),
        path=reverse("articles:topic_feed", args=[slug, kind]),
        entries=entries(Article.objects.published().about(found), "listed_from"),
    )
    return _answer(_unless_empty(feed), kind)


@page
def provider(request: HttpRequest, domain: str, kind: str) -> HttpResponse:
    """What is newest of a provider; 404 where readers find nothing of it."""
    found = get_object_or_404(Provider, domain=domain)
    name = one_line(found.name)
    feed = Feed(
        id=permanent_id("feed", "provider", found.domain),
        title=f"{name} · {settings.SITE_NAME}",
        subtitle=_("News that %(name)s reported, newest first") % {"name": name},
        page=found.get_absolute_url(),
        path=reverse("articles:provider_feed", args=[domain, kind]),
        entries=entries(Article.objects.published().filter(provider=found)),
    )
    return _answer(_unless_empty(feed), kind)


@page
def feeds(request: HttpRequest) -> HttpResponse:
    """All feeds, for people; but for those of smaller providers, which these name on their own pages."""
    counts = Counts()
    found = {"topics": counts.topics.values(), "providers": counts.largest_providers}
    return render(request, "articles/feeds.html", {**found, "most": LARGEST})


def _from_former_address(slug: str, kind: str) -> HttpResponse:
    if not (moved := Counts().topic_once_at(slug)):
        raise Http404
    return redirect("articles:topic_feed", moved.slug, kind, permanent=True)


def _unless_empty(feed: Feed) -> Feed:
    # Nobody shall learn the names of topics and providers that only unpublished articles have.
    if not feed.entries:
        raise Http404
    return feed


def _answer(feed: Feed, kind: str) -> HttpResponse:
    address = whole(feed.path)
    written, links = FORMATS[kind], [f'<{address}>; rel="self"']
    if settings.WEBSUB_HUB:
        links.append(f'<{settings.WEBSUB_HUB}>; rel="hub"')
    # Subscribers ask the headers first (WebSub, section 4); pages of other sites may read feeds, too.
    headers = {"Link": ", ".join(links), "Access-Control-Allow-Origin": "*"}
    return HttpResponse(written.write(feed, address), content_type=written.media_type, headers=headers)

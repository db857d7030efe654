"""The addresses that search engines ask first."""

import hashlib
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from articles.catalogue import Counts
from articles.models import Article
from articles.public.caching import BRIEFLY, page
from articles.public.facts import headline, whole
from articles.public.indexing import indexing
from articles.public.sitemaps import sections
from articles.public.sitemaps.sections import SMALL, Extent
from articles.public.sitemaps.writing import NEWS, Page, sitemap_index, text, urlset
from articles.text.instants import instant_text

NEWS_AGE = timedelta(days=2)  # both limits are Google's
NEWS_MOST = 1000
XML = "application/xml; charset=utf-8"
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: {search}

Sitemap: {index}
Sitemap: {news}
"""


@page
def index(request: HttpRequest) -> HttpResponse:
    """The index of all sitemaps."""
    files = [Page(_file(section, number)) for section, number in sections.small_files(Counts())]
    files += [Page(_file("articles", one.number), one.changed) for one in sections.extents()]
    return HttpResponse(sitemap_index(files), content_type=XML)


@page
def small(request: HttpRequest, section: str, number: str) -> HttpResponse:
    """A sitemap of anything but articles."""
    found = SMALL[section](Counts(), int(number))
    if not found:
        raise Http404
    return HttpResponse(urlset([found]), content_type=XML)


@page
def articles(request: HttpRequest, number: str) -> HttpResponse:
    """A sitemap of articles, sent as it is read; 304 is answered from the catalogue alone."""
    extent = next(iter(sections.extents(int(number))), None)
    if extent is None:
        raise Http404
    etag = _etag(extent)
    known: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    # HEAD asks for no content: nothing is read that a server would throw away.
    content = urlset(sections.articles(extent.number)) if request.method == "GET" else ()
    response = known or StreamingHttpResponse(content, content_type=XML)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = BRIEFLY
    return cast("HttpResponse", response)  # `page` hands on what is streamed


@page
def news(request: HttpRequest) -> HttpResponse:
    """The newest articles of the last two days, as Google News wants them."""
    recent = Article.objects.published().filter(live_from__gt=timezone.now() - NEWS_AGE)
    rows = indexing().articles(recent).newest_first().only("slug", "title", "live_from")[:NEWS_MOST]
    names = f' xmlns:news="{NEWS}"'
    return HttpResponse(urlset([map(_news, rows)], names), content_type=XML)


@page
def robots(request: HttpRequest) -> HttpResponse:
    """What robots shall leave alone, and where the sitemaps are."""
    paths = {name: whole(reverse(f"articles:{name}")) for name in ("sitemap", "news_sitemap")}
    said = ROBOTS.format(
        search=reverse("articles:search"), index=paths["sitemap"], news=paths["news_sitemap"]
    )
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _file(section: str, number: int) -> str:
    if section == "articles":
        return whole(reverse("articles:sitemap_articles", args=[number]))
    return whole(reverse("articles:sitemap_file", args=[section, number]))


def _etag(extent: Extent) -> str:
    """Moves with every difference: what goes changes the count, all else the time of the last change."""
    told = (settings.SITE_URL, settings.INDEX_EXCERPTS, extent)
    return f'"{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}"'


def _news(article: Article) -> Page:
    publication = f"<news:name>{text(settings.SITE_NAME)}</news:name>"
    publication += f"<news:language>{settings.LANGUAGE_CODE.partition('-')[0]}</news:language>"
    date = instant_text(cast("datetime", article.live_from).replace(microsecond=0))
    said = f"<news:publication>{publication}</news:publication>"
    said += f"<news:publication_date>{date}</news:publication_date>"
    said += f"<news:title>{text(headline(article))}</news:title>"
    return Page(whole(article.get_absolute_url()), more=f"<news:news>{said}</news:news>")

"""What pages say of themselves to programs: OpenGraph, and linked data in the words of schema.org."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Rendition
from articles.public.facts import addresses, headline, source, topics, updated, whole
from articles.text.addresses import href
from articles.text.instants import instant_text
from articles.text.lines import one_line

Node = dict[str, Any]  # of linked data, as JSON-LD writes it
Step = tuple[str, str]  # on the way to a page: name and path


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page tells beside title and description; `linked` goes into its JSON-LD.

    `picture_words` say what the picture shows; the dates are those of an article on this site.
    """

    kind: str = "website"
    picture: Rendition | None = None
    picture_words: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    topics: tuple[str, ...] = ()
    linked: list[Node] = field(default_factory=list)


def of_article(article: Article) -> Metadata:
    """What the page of an article that readers see says, crediting the provider."""
    live_from = cast("datetime", article.live_from)  # a constraint: published articles have it
    held, changed = article.picture("page"), updated(live_from, article.changed_at)
    title = headline(article)
    return Metadata(
        kind="article",
        picture=held[1] if held else None,
        picture_words=one_line(held[0].title) if held else "",
        published=live_from,
        updated=changed,
        topics=topics(article),
        linked=[
            _news_article(article, live_from, changed),
            _trail([(_("News"), reverse("articles:list")), (title, article.get_absolute_url())]),
        ],
    )


def of_list(articles: Iterable[Article], trail: Sequence[Step]) -> Metadata:
    """What a list says; `trail` leads to it from the front page, itself last."""
    return Metadata(linked=[_items(articles), _trail(trail)])


def of_front(articles: Iterable[Article]) -> Metadata:
    """What the front page says: what site this is, how to search it, and what it shows."""
    query = "{search_term_string}"
    site = {
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": whole("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{whole(reverse('articles:search'))}?q={query}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return Metadata(linked=[site, _items(articles)])


def _news_article(article: Article, live_from: datetime, changed: datetime) -> Node:
    address, credited, names = whole(article.get_absolute_url()), source(article), topics(article)
    provider = _organization(credited.name, credited.home) if credited else None
    site = _organization(settings.SITE_NAME, whole("/"))
    original = {
        "@type": "NewsArticle",
        "headline": headline(article),
        "url": href(article.address),
        "datePublished": article.published_at and instant_text(article.published_at),
        "publisher": provider,
    }
    return _known(
        {
            "@type": "NewsArticle",
            "url": address,
            "mainEntityOfPage": address,
            "headline": headline(article),
            "description": one_line(article.excerpt),
            "inLanguage": settings.LANGUAGE_CODE,
            "datePublished": instant_text(live_from),
            "dateModified": instant_text(changed),
            "author": provider or site,
            "publisher": site,
            "sourceOrganization": provider,
            "isBasedOn": _known(original) if original["url"] else None,
            "image": _image(article),
            "articleSection": names[:1],
            "keywords": names,
        }
    )


def _image(article: Article) -> Node | None:
    held = article.picture("page")
    if held is None:
        return None
    image, file = held
    said = {"url": file.address, "width": file.width, "height": file.height}
    words = {"caption": one_line(image.title), "creditText": one_line(image.credit)}
    return _known({"@type": "ImageObject", **said, **words})


def _organization(name: str, address: str) -> Node:
    return _known({"@type": "Organization", "name": name, "url": address})


def _trail(steps: Sequence[Step]) -> Node:
    front = (settings.SITE_NAME, reverse("articles:front"))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": one_line(name), "item": whole(path)}
            for place, (name, path) in enumerate([front, *steps], start=1)
        ],
    }


def _items(articles: Iterable[Article]) -> Node:
    slugs = (article.slug or "" for article in articles)
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "url": address}
            for place, address in enumerate(addresses(slugs), start=1)
        ],
    }


def _known(node: Node) -> Node:
    """Without what there is nothing to say of."""
    return {name: value for name, value in node.items() if value}

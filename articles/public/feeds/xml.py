"""Feeds as XML: Atom (RFC 4287) and RSS 2.0, with what Django's generators leave out."""

from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.public.facts import whole
from articles.public.feeds.entries import Entry, Feed

Item = dict[str, Any]


class _Atom(Atom1Feed):
    """With whom each entry comes from, where it is told in full, and the hub."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("link", "", {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Item) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        if entry.via:
            handler.addQuickElement("link", "", {"rel": "via", "href": entry.via})
        if entry.html:
            handler.addQuickElement("content", entry.html, {"type": "html"})
        if entry.source:
            handler.startElement("source", AttributesImpl({}))
            if entry.source.home:
                handler.addQuickElement("id", entry.source.home)
                handler.addQuickElement("link", "", {"rel": "alternate", "href": entry.source.home})
            handler.addQuickElement("title", entry.source.name)
            handler.endElement("source")


class _Rss(Rss201rev2Feed):
    """With whom each item comes from, when it changed, and the hub."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Item) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        if entry.source and entry.source.home:
            handler.addQuickElement("source", entry.source.name, {"url": entry.source.home})


def atom(feed: Feed, address: str) -> str:
    """`feed` as Atom, to be found at `address`."""
    # Django calls a summary HTML: text is escaped once for that, and once more as XML.
    return _written(_Atom, feed, address, [escape(entry.summary) for entry in feed.entries])


def rss(feed: Feed, address: str) -> str:
    """`feed` as RSS, to be found at `address`."""
    return _written(_Rss, feed, address, [entry.html for entry in feed.entries])


def _written(form: type[SyndicationFeed], feed: Feed, address: str, descriptions: list[str]) -> str:
    written = form(
        title=feed.title,
        link=whole(feed.page),
        description=feed.subtitle,
        subtitle=feed.subtitle,
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        feed_url=address,
        feed_guid=feed.id,
        updated=feed.updated,
    )
    for entry, description in zip(feed.entries, descriptions, strict=True):
        picture = entry.picture
        written.add_item(
            title=entry.title,
            link=entry.url,
            description=description,
            author_name=entry.source.name if entry.source else settings.SITE_NAME,
            author_link=(entry.source.home or None) if entry.source else None,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            categories=entry.topics,
            enclosures=[Enclosure(picture.url, str(picture.length), picture.type)] if picture else [],
            entry=entry,
        )
    return written.writeString("utf-8")

"""Rows → the values that a file says."""

from typing import Any

from articles.models import Article, Image, Provider, RelatedLink, Status, Topic
from articles.seedfile import ImageValues, MentionValues, ProviderValues, SeedValues
from articles.seedfile.said import Said
from articles.text.instants import instant

TEXTS = ("title", "excerpt", "web_url", "original_url", "amp_url", "cdn_amp_url", "type", "quality")
OWN = ("published_at", "heat", "featured_content", "secured", "body")


def seed_values(article: Article, related: tuple[MentionValues, ...]) -> SeedValues:
    """The file of an article that has none. Without a date or an address it cannot be imported."""
    values: dict[str, Any] = {name: getattr(article, name) for name in (*TEXTS, *OWN)}
    return SeedValues(
        **values,
        flagged=article.status == Status.PUBLISHED,
        provider=provider_values(article.provider),
        topics=tuple(map(name_in_files, article.ordered_topics)),
        images=images_elsewhere(article),
        related=related,
        extra=tuple(article.extra.items()),
    )


def name_in_files(topic: Topic) -> str:
    """The name by which files mean the topic; staff may have renamed it here."""
    if topic.name.casefold() == topic.key:
        return topic.name
    return str(topic.upstream("name") or topic.key)


def provider_values(provider: Provider | None) -> ProviderValues | None:
    """A provider with its logos elsewhere; one that was uploaded has no address to say."""
    if provider is None:
        return None
    return ProviderValues(provider.domain, provider.name, tuple(map(said_image, provider.images)))


def images_elsewhere(article: Article) -> tuple[ImageValues, ...]:
    """The pictures of an article but for uploads, which have no address to say."""
    return tuple(_image_values(image) for image in article.images.all() if image.url)


def entry_values(link: RelatedLink) -> MentionValues | None:
    """What a file lists for a link that no file lists yet; None where there is nothing that may be said.

    As upstream says it, never in the editors' words on the link, so that an import finds the target by its
    key; an article of ours speaks for itself once readers have it.
    """
    if said := link.said:
        entry = _entry_said(said, link)
    elif link.target.is_live():
        entry = _entry_ours(link.target)
    else:
        return None
    return entry if entry.address else None


def _entry_said(said: Said, link: RelatedLink) -> MentionValues:
    known = link.mention.provider if link.mention else link.target.provider
    domain, at = said.get("provider", ""), said.get("published_at")
    name = known.name if known and known.domain == domain else domain
    return MentionValues(
        **{name: said[name] for name in TEXTS if name in said},
        published_at=instant(at) if at else None,
        provider=ProviderValues(domain, name) if domain else None,
        images=tuple(said_image(image)._replace(title="") for image in said.get("images", ())),
        extra=tuple(said.get("extra", {}).items()),
    )


def _entry_ours(target: Article) -> MentionValues:
    provider = target.provider
    values: dict[str, Any] = {name: getattr(target, name) for name in TEXTS}
    return MentionValues(
        **values,
        published_at=target.published_at,
        provider=ProviderValues(provider.domain, provider.name) if provider else None,
        images=tuple(image._replace(title="") for image in images_elsewhere(target)),
    )


def _image_values(image: Image) -> ImageValues:
    return ImageValues(
        image.url, image.width, image.height, image.title, image.is_cached, tuple(image.extra.items())
    )


def said_image(said: Said) -> ImageValues:
    """A picture as documents say it."""
    known = ("url", "width", "height", "title", "is_cached")
    extra = tuple((name, value) for name, value in said.items() if name not in known)
    return ImageValues(**{name: said[name] for name in known if name in said}, extra=extra)

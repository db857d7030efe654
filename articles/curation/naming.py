"""Slugs for articles that no file names."""

from collections.abc import Mapping, Sequence
from secrets import token_hex

from django.utils import timezone

from articles.models import Article, FormerSlug, FormerTopicSlug
from articles.text.addresses import address_hash
from articles.text.slugs import article_slug

DATE_ONLY = len("2024-01-02")
HASH_DIGITS = 8  # of the address, for titles that leave no words
NUMBERED = range(2, 10)  # the tenth article of one day and title gets chance digits


def give_slugs(articles: Sequence[Article]) -> None:
    """Set a free slug on each: date and words of the title, with `-2`, `-3`… where that is taken."""
    possible = [_possible(article) for article in articles]
    asked = {slug for slugs in possible for slug in slugs}
    taken = {
        slug
        for model in (Article, FormerSlug)
        for slug in model._default_manager.filter(slug__in=asked).values_list("slug", flat=True)
    }
    for article, slugs in zip(articles, possible, strict=True):
        article.slug = next(slug for slug in slugs if slug not in taken)
        taken.add(article.slug)


def keep_addresses(slugs: Mapping[int, str]) -> None:
    """Let the addresses that topics (by id) had under these slugs lead to those that they have now."""
    for topic, slug in slugs.items():
        FormerTopicSlug.objects.update_or_create(slug=slug, defaults={"topic_id": topic})


def _possible(article: Article) -> list[str]:
    """The slugs that `article` may get, the plainest first; the last is nobody else's."""
    slug = article_slug(article.published_at or timezone.now(), article.title)
    if len(slug) == DATE_ONLY:
        slug = f"{slug}-{address_hash(article.address or article.title)[:HASH_DIGITS]}"
    return [slug, *(f"{slug}-{number}" for number in NUMBERED), f"{slug}-{token_hex(4)}"]

"""Every address of the site by its name, as a stranger would ask for it: of things seen and unseen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article
from articles.public.feeds.views import FORMATS
from articles.public.sitemaps.sections import SMALL
from tests.public.world import make_world


@dataclass(frozen=True)
class World:
    """An article that readers see, and one of every state in which they do not."""

    seen: Article
    unseen: list[Article]

    @classmethod
    def make(cls) -> "World":
        seen, unseen = make_world()
        return cls(seen, list(unseen.values()))

    @property
    def articles(self) -> list[Article]:
        return [self.seen, *self.unseen]


Addresses = Callable[[World, str], Iterator[str]]  # a world and the name of an address → such addresses


def alone(world: World, name: str) -> Iterator[str]:
    yield reverse(name)


def by_article(world: World, name: str) -> Iterator[str]:
    for article in world.articles:
        yield reverse(name, args=[article.slug])


def by_topic(world: World, name: str) -> Iterator[str]:
    for article in world.articles:
        yield reverse(name, args=[article.ordered_topics[0].slug])


def by_provider(world: World, name: str) -> Iterator[str]:
    for article in world.articles:
        assert article.provider
        yield reverse(name, args=[article.provider.domain])


def by_part_of_day(parts: int) -> Addresses:
    def addresses(world: World, name: str) -> Iterator[str]:
        for article in world.articles:
            assert article.live_from
            yield reverse(name, args=f"{article.live_from:%Y %m %d}".split()[:parts])

    return addresses


def by_format(of: Addresses | None = None) -> Addresses:
    """Feeds, in each of their formats; `of` gives the pages of what they are of."""

    def addresses(world: World, name: str) -> Iterator[str]:
        for kind in FORMATS:
            if of is None:
                yield reverse(name, args=[kind])
            else:
                yield from (f"{page}feed.{kind}" for page in of(world, name.removesuffix("_feed")))

    return addresses


def by_page(world: World, name: str) -> Iterator[str]:
    for page in "12":
        yield reverse(name, args=[page])


def by_section(world: World, name: str) -> Iterator[str]:
    for section in SMALL:
        yield reverse(name, args=[section, "1"])


def by_topic_and_page(world: World, name: str) -> Iterator[str]:
    for article in world.articles:
        yield reverse(name, args=[article.ordered_topics[0].slug, "1"])


def list_questions(world: World, name: str) -> Iterator[str]:
    """Lists as they are, in every order, and what words of unseen articles find."""
    for question in ("", "?sort=heat", "?sort=quality", "?min_quality=0", "?q=hushed", "?q=hush*", "?q=Seen"):
        yield reverse(name) + question


OPEN: dict[str, Addresses] = {
    "healthz": alone,
    "readyz": alone,
    "articles:front": alone,
    "articles:list": list_questions,
    "articles:search": list_questions,
    "articles:article": by_article,
    "articles:topics": alone,
    "articles:topic": by_topic,
    "articles:providers": alone,
    "articles:provider": by_provider,
    "articles:archive": alone,
    "articles:archive_year": by_part_of_day(1),
    "articles:archive_month": by_part_of_day(2),
    "articles:archive_day": by_part_of_day(3),
    "articles:about": alone,
    "articles:robots": alone,
    "articles:sitemap": alone,
    "articles:news_sitemap": alone,
    "articles:sitemap_articles": by_page,
    "articles:sitemap_file": by_section,
    "articles:feeds": alone,
    "articles:latest_feed": by_format(),
    "articles:topic_feed": by_format(by_topic),
    "articles:provider_feed": by_format(by_provider),
    "api:news": alone,
    "api:news_page": by_page,
    "api:named": by_article,
    "api:topic_news": by_topic_and_page,
    "api:topics": alone,
    "api:openapi": alone,
}
NAMELESS = {
    "api:nothing": "answers whatever the API does not know, without looking anything up",
    "media": "gives uploaded files by their names, which nobody can guess, without looking anything up",
}
STAFF_ONLY = "admin:"


def names() -> set[str]:
    """The names of all addresses of the site, with their namespaces."""
    return {name for name, _ in _patterns(get_resolver().url_patterns, "")}


def of_readers(world: World) -> list[str]:
    """Every address that is open to everybody."""
    return [address for name in sorted(names() & OPEN.keys()) for address in OPEN[name](world, name)]


def of_staff(world: World) -> list[str]:
    """Every address of the desk, with each of the world's articles where it names an object."""
    known: dict[str, object] = {
        "app_label": "articles",
        "content_type_id": ContentType.objects.get_for_model(Article).pk,
        "verb": "publish",
        "url": "articles/article/",
    }
    found = set()
    for name, parameters in _patterns(get_resolver().url_patterns, ""):
        if name.startswith(STAFF_ONLY) and not name.endswith(":None"):
            for article in world.articles:
                values = {parameter: known.get(parameter, article.pk) for parameter in parameters}
                found.add(reverse(name, kwargs=values))
    return sorted(found)


def _patterns(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, list[str]]]:
    """Each address's name and the names of its parameters."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _patterns(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", list(pattern.pattern.regex.groupindex)

"""Small makers of rows for tests: what a test does not care about gets a value that any row may have."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from articles.models import Article, ArticleTopic, Image, Mention, Provider, RelatedLink, Topic

_numbers = count(1)
DAY = datetime(2024, 5, 1, 12, tzinfo=UTC)


def make_provider(name: str = "", **fields: Any) -> Provider:
    number = next(_numbers)
    name = name or f"Provider {number}"
    domain = fields.pop("domain", f"{''.join(filter(str.isalnum, name)).lower()}.example.org")
    return Provider.objects.create(**{"name": name, "domain": domain, **fields})


def make_topic(name: str = "", **fields: Any) -> Topic:
    name = name or f"Topic {next(_numbers)}"
    return Topic.objects.create(
        **{"name": name, "key": name.casefold(), "slug": name.lower().replace(" ", "-"), **fields}
    )


def make_article(title: str = "", *, topics: tuple[Topic, ...] = (), **fields: Any) -> Article:
    """An article in its own right, as upstream held it back; `flagged=True` or `decision=` publish it."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": title or f"Article {number}",
        "slug": f"2024-05-01-article-{number}",
        "key": f"{number:064x}",
        "web_url": f"https://www.example.org/articles/{number}",
        "published_at": DAY + timedelta(seconds=number),
        "live_from": DAY + timedelta(seconds=number),
    } | fields
    article = Article.objects.create(**values)
    for position, topic in enumerate(topics):
        ArticleTopic.objects.create(article=article, topic=topic, position=position)
    return Article.objects.get(pk=article.pk)


def make_stub(title: str = "", **fields: Any) -> Article:
    """An article that only others' coverage knows."""
    title = title or f"Stub {next(_numbers)}"
    said = {"title": title, "web_url": f"https://www.example.net/{next(_numbers)}"}
    mention = fields.pop("mention", None) or make_mention(**said)
    return make_article(
        title, **{"slug": None, "live_from": None, "mention": mention, "web_url": said["web_url"], **fields}
    )


def make_mention(provider: Provider | None = None, **said: Any) -> Mention:
    number = next(_numbers)
    return Mention.objects.create(digest=f"{number:032x}", key=f"{number:064x}", provider=provider, said=said)


def link(article: Article, target: Article, **fields: Any) -> RelatedLink:
    """List `target` as coverage of `article`, last; with a `mention` as its file does."""
    mention = fields.get("mention")
    position = RelatedLink.objects.filter(article=article).count()
    return RelatedLink.objects.create(
        **{
            "article": article,
            "target": target,
            "position": position,
            "key": mention.key if mention else "",
            **fields,
        }
    )


def make_image(article: Article, **fields: Any) -> Image:
    number = next(_numbers)
    return Image.objects.create(
        **{
            "article": article,
            "url": f"https://images.example.org/{number}.jpg",
            "position": number,
            **fields,
        }
    )

"""A small newsroom: one article that readers see, and one in every state that they do not."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.factories import link, make_article, make_mention, make_provider, make_stub, make_topic

CANARY = "CANARY"
UPSTREAM = "What upstream says of it"
SECRET = "c2VjcmV0IGNpcGhlcnRleHQ=;aXY="


def published(title: str = "", **fields: object) -> Article:
    """An article that readers see."""
    return make_article(title, **{"decision": "published", **fields})


def unseen_fields() -> dict[str, dict[str, object]]:
    """What makes an article one that readers do not see, by the name of its state."""
    now = timezone.now()
    past, future = now - timedelta(days=2), now + timedelta(days=2)
    return {
        "candidate": {},
        "review": {"flagged": True, "decision": "review"},
        "rejected": {"flagged": True, "decision": "rejected"},
        "withdrawn": {"flagged": True, "decision": "withdrawn", "unpublished_at": past},
        "unflagged": {"unpublished_at": past},
        "scheduled": {"decision": "published", "live_from": future},
        "over": {"decision": "published", "live_from": past, "live_until": now - timedelta(days=1)},
    }


LOST = ("withdrawn", "unflagged", "over")  # readers had these
LINKS_HIDDEN = ("rejected", *LOST)


def make_world() -> tuple[Article, dict[str, Article]]:
    """A published article that lists one of every unseen state, and those; each says CANARY everywhere."""
    article = published(
        "Seen by readers", topics=(make_topic("Seen topic"),), provider=make_provider("Seen Times")
    )
    unseen = {}
    for state, fields in unseen_fields().items():
        word = f"{CANARY}-{state}"
        unseen[state] = make_article(
            word,
            slug=f"2024-05-01-{word}",
            excerpt=word,
            commentary=word,
            body=f"{word} hushed",
            topics=(make_topic(word),),
            provider=make_provider(word, domain=f"{word.lower()}.example.org"),
            **fields,
        )
        link(
            article,
            unseen[state],
            mention=make_mention(title=f"{UPSTREAM}: {state}", web_url="https://a.example/"),
        )
    stub = make_stub(f"{CANARY}-stub", mention=make_mention(title=f"{UPSTREAM}: stub"))
    link(article, stub, mention=stub.mention)
    return article, unseen


def pages(article: Article) -> list[str]:
    """Every kind of page that readers can open, with `article` on it where it belongs."""
    day = article.live_from
    assert day is not None
    assert article.provider is not None
    return [
        reverse("articles:front"),
        reverse("articles:list"),
        article.get_absolute_url(),
        reverse("articles:topics"),
        *(topic.get_absolute_url() for topic in article.ordered_topics),
        reverse("articles:providers"),
        article.provider.get_absolute_url(),
        reverse("articles:archive"),
        reverse("articles:archive_year", args=[f"{day:%Y}"]),
        reverse("articles:archive_month", args=[f"{day:%Y}", f"{day:%m}"]),
        reverse("articles:archive_day", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}"]),
        reverse("articles:about"),
        reverse("articles:feeds"),
    ]


def feeds(article: Article) -> list[str]:
    """Every feed that `article` is in."""
    assert article.provider is not None
    places = [topic.get_absolute_url() for topic in article.ordered_topics]
    places.append(article.provider.get_absolute_url())
    paths = [f"{reverse('articles:feeds')}latest", *(f"{place}feed" for place in places)]
    return [f"{path}.{kind}" for path in paths for kind in ("atom", "rss", "json")]

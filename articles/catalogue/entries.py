"""One entry: what an article comes to in the catalogue."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from django.utils import timezone

from articles.models import Article, Entry
from articles.text.lines import without_entities
from articles.text.words import words

HALF_LIFE = timedelta(hours=12)  # an article this much older needs e times the heat for the same place
MOST_WORDS = 4000  # per entry
MOST_PLACES = 255  # of one word in an entry; PostgreSQL forgets further ones, and phrases with them
ID_BITS = 29  # of a place; the seconds before them last until the year 2514
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 2**34 - 1  # seconds


def place(live_from: datetime, article: int = 0) -> int:
    """The place of an article among all: the newest highest, to the second, then the highest id."""
    seconds = min((live_from - EPOCH) // timedelta(seconds=1), LATEST)
    return (seconds << ID_BITS) + article % (1 << ID_BITS)


def gone_live(place: int) -> datetime:
    """When the article at `place` went live, to the second."""
    return EPOCH + timedelta(seconds=place >> ID_BITS)


def second(place: int) -> range:
    """All places of the same second."""
    first = place >> ID_BITS << ID_BITS
    return range(first, first + (1 << ID_BITS))


def front(heat: int, live_from: datetime) -> float:
    """The place on the front page, log(1 + heat) + age: a constant order, so that an index can hold it."""
    return math.log1p(max(heat, 0)) + (live_from - EPOCH) / HALF_LIFE


def label(kind: str, pk: int) -> str:
    """The word by which a `topic` or `provider` is searched; no text has such a word."""
    return f"_{kind[0]}{pk}"


def entry(article: Article, topics: Iterable[int]) -> Entry:
    """The entry of a published article with these topics."""
    live_from = cast("datetime", article.live_from)  # a constraint: published articles have it
    labels = [label("topic", topic) for topic in topics]
    if article.provider_id:
        labels.append(label("provider", article.provider_id))
    title = words(without_entities(article.title))
    text = words(without_entities("\n".join((article.excerpt, article.commentary, article.body))))
    return Entry(
        place=place(live_from, article.pk),
        article_id=article.pk,
        front=front(article.heat, live_from),
        dated=place(article.published_at or live_from, article.pk),
        changed_at=article.changed_at,
        live_day=timezone.localtime(live_from, timezone.get_default_timezone()).date(),
        live_until=article.live_until,
        title=" ".join(title),
        text=" ".join(text[: _end(title, text)]),
        labels=" ".join(sorted(labels)),
    )


def _end(title: Sequence[str], text: Sequence[str]) -> int:
    """How many words of `text` both databases know all places of."""
    if len(title) + len(text) <= MOST_PLACES:
        return len(text)
    places = Counter(title)
    for end, word in enumerate(text[:MOST_WORDS]):
        places[word] += 1
        if places[word] > MOST_PLACES:
            return end
    return MOST_WORDS

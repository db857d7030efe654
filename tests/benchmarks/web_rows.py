"""Make a newsroom of any size, by SQL: articles that all are published, each listing five others.

DATABASE_URL=sqlite:////tmp/big.sqlite3 python -m tests.benchmarks.web_rows 1000000
"""

import os
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, models, transaction

LINKS = 5  # per article
TOPICS, PROVIDERS, MENTIONS, VOCABULARY = 20, 400, 5000, 20_000
YEARS = 10
LAST = datetime(2026, 1, 1, tzinfo=UTC)
CHUNK = 20_000  # rows per statement or COPY
COMMONEST = "the"


def vocabulary() -> list[str]:
    """Words that can be told apart; the first ones are common."""
    sounds = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
    chosen = random.Random(1)
    return [COMMONEST, *("".join(chosen.choices(sounds, k=3)) + str(n % 7) for n in range(1, VOCABULARY))]


def make(number: int) -> None:
    """Fill an empty, migrated database with `number` articles."""
    from articles.catalogue import rebuild
    from articles.models import Article, ArticleTopic, Mention, Provider, RelatedLink, Topic

    with transaction.atomic():
        topics = (
            {"id": n, "name": f"Topic {n}", "key": f"topic {n}", "slug": f"topic-{n}"} for n in upto(TOPICS)
        )
        fill(Topic, topics)
        fill(
            Provider, ({"id": n, "name": f"Provider {n}", "domain": f"p{n}.example"} for n in upto(PROVIDERS))
        )
        fill(
            Mention,
            (
                {"id": n, "digest": f"{n:032}", "key": f"k{n}", "said": '{"title":"X"}'}
                for n in upto(MENTIONS)
            ),
        )
        fill(Article, articles(number))
        fill(ArticleTopic, topics_of(number))
        fill(RelatedLink, links(number))
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def upto(number: int) -> range:
    return range(1, number + 1)


def articles(number: int) -> Iterator[dict[str, Any]]:
    words, chance = vocabulary(), random.Random(2)
    weights = [1 / (place + 1) for place in range(VOCABULARY)]
    step = timedelta(days=365 * YEARS) / number
    text = iter(())
    for n in upto(number):
        if (n - 1) % 1000 == 0:
            text = iter(chance.choices(words, weights, k=30 * 1000))
        at = stamp(LAST - step * (number - n))
        said = [next(text) for _ in range(30)]
        yield {
            "id": n,
            "slug": f"2024-05-01-article-{n}",
            "key": f"key-{n}",
            "address_hash": f"hash-{n}",
            "title": " ".join(said[:8]).capitalize(),
            "excerpt": " ".join(said[8:]).capitalize(),
            "web_url": f"https://p{n % PROVIDERS + 1}.example/{n}",
            "published_at": at,
            "live_from": at,
            "provider_id": n * 7 % PROVIDERS + 1,
            "quality": n * 13 % 100,
            "heat": n * 31 % 50 - 1,
            "flagged": True,
            "decision": "published",
            "feed_id": f"urn:{n}",
        }


def topics_of(number: int) -> Iterator[dict[str, Any]]:
    for n in upto(number):
        yield {"article_id": n, "topic_id": n % TOPICS + 1, "position": 0}
        if n % 3 == 0:
            yield {"article_id": n, "topic_id": (n + 7) % TOPICS + 1, "position": 1}


def links(number: int) -> Iterator[dict[str, Any]]:
    for n in upto(number):
        for position in range(LINKS):
            mention = (n + position) % MENTIONS + 1
            target = (n + 1 + position * 7919) % number + 1
            if target != n:
                yield {"article_id": n, "target_id": target, "position": position, "key": f"k{mention}",
                       "mention_id": mention}  # fmt: skip


def fill(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows; columns that they leave out get their defaults."""
    started, number = time.monotonic(), 0
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    rows = iter(rows)
    first = next(rows)
    columns = [field.column for field in fields if field.column in first or not field.primary_key]
    defaults = {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in fields
        if field.column not in first
    }
    defaults = {
        name: stamp(value) if isinstance(value, datetime) else value for name, value in defaults.items()
    }
    chunk: list[Sequence[Any]] = []
    for row in chain_first(first, rows):
        chunk.append([row[name] if name in row else defaults[name] for name in columns])
        number += 1
        if len(chunk) == CHUNK:
            insert(model._meta.db_table, columns, chunk)
            chunk = []
    insert(model._meta.db_table, columns, chunk)
    print(f"{number:>9,} {model._meta.verbose_name_plural} in {time.monotonic() - started:.0f} s", flush=True)


def chain_first(first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rows


def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S" if connection.vendor == "sqlite" else "%Y-%m-%d %H:%M:%S+00")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("SECRET_KEY", "x" * 50)
    django.setup()
    call_command("migrate", verbosity=0)
    make(int(sys.argv[1]))

"""Make a newsroom of any size, by SQL alone: articles that all are published, each listing five others.

DATABASE_URL=sqlite:////tmp/big.sqlite3 python -m tests.benchmarks.web_rows 1000000
"""

import os
import random
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import django
from django.core.management import call_command
from django.db import connection, models, transaction

PROVIDERS, MENTIONS, VOCABULARY = 400, 5000, 20_000
TITLES, EXCERPTS = 4999, 5003  # primes, so that hardly any two articles share both
SPAN = timedelta(days=3650)
LAST = datetime(2026, 1, 1, tzinfo=UTC)
COMMONEST = "the"

# The database counts to `number`, and what rows say follows from that; `at` is seconds since 1970.
COUNTED = """
WITH RECURSIVE counted (n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM counted WHERE n < {most}),
made AS (SELECT n, {last} - ({number} - n) * {span} / {number} AS at FROM counted WHERE n <= {number})
"""
MADE = "FROM made"
WITH_WORDS = f"""
FROM made JOIN bench_words AS title ON title.id = n % {TITLES}
JOIN bench_words AS excerpt ON excerpt.id = {TITLES} + n % {EXCERPTS}
"""
PLACES = " UNION ALL SELECT ".join(("1 AS place", "2", "3", "4", "5"))
LISTS = f"FROM made CROSS JOIN (SELECT {PLACES}) AS listed"
THIRD = "FROM made WHERE n % 3 = 0"  # of the articles have a second topic
PROVIDER, HEAT = f"n * 7 % {PROVIDERS} + 1", "n * 31 % 50 - 1"
FIRST, SECOND = "10 + n % 10", "20 + n % 10"  # topics
PLACE = "(CAST(at AS bigint) << 29) + n"
INSTANT = {"sqlite": "datetime(at, 'unixepoch')", "postgresql": "to_timestamp(at)"}
DAY = {"sqlite": "date(at, 'unixepoch')", "postgresql": "CAST(to_timestamp(at) AT TIME ZONE 'UTC' AS date)"}
MONTH = {
    "sqlite": "date(at, 'unixepoch', 'start of month')",
    "postgresql": "CAST(date_trunc('month', to_timestamp(at) AT TIME ZONE 'UTC') AS date)",
}


def vocabulary() -> list[str]:
    """Words that can be told apart; the first ones are common."""
    sounds = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
    chosen = random.Random(1)
    return [COMMONEST, *("".join(chosen.choices(sounds, k=3)) + str(n % 7) for n in range(1, VOCABULARY))]


def make(number: int) -> None:
    """Fill an empty, migrated database with `number` articles."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -1000000")  # KiB
        with transaction.atomic():
            phrases()
            subjects(number)
            articles(number)
            catalogue(number)
            cursor.execute("DELETE FROM articles_due")  # which triggers noted
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def phrases() -> None:
    """The titles, of 8 words, and the excerpts, of 22."""
    words, chance = vocabulary(), random.Random(2)
    weights = [1 / (place + 1) for place in range(VOCABULARY)]
    lengths = [8] * TITLES + [22] * EXCERPTS
    said = [" ".join(chance.choices(words, weights, k=length)).capitalize() for length in lengths]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_words (id bigint PRIMARY KEY, words text)")
        cursor.executemany("INSERT INTO bench_words VALUES (%s, %s)", list(enumerate(said)))


def subjects(number: int) -> None:
    from articles.models import Mention, Provider, Topic

    topic = {"id": "n", "name": "'Topic ' || n", "key": "'topic ' || n", "slug": "'topic-' || n"}
    fill(Topic, topic, "FROM counted WHERE n BETWEEN 10 AND 29", number)
    provider = {"id": "n", "name": "'Provider ' || n", "domain": "'p' || n || '.example'"}
    fill(Provider, provider, f"FROM counted WHERE n <= {PROVIDERS}", number)
    mention = {"id": "n", "digest": "CAST(n AS text)", "key": "'k' || n", "said": """'{"title":"X"}'"""}
    fill(Mention, mention, f"FROM counted WHERE n <= {MENTIONS}", number)


def articles(number: int) -> None:
    from articles.models import Article, ArticleTopic, RelatedLink

    instant = INSTANT[connection.vendor]
    article = {
        "id": "n",
        "slug": "'2024-05-01-article-' || n",
        "key": "'key-' || n",
        "address_hash": "'hash-' || n",
        "title": "title.words",
        "excerpt": "excerpt.words",
        "web_url": "'https://www.example/' || n",
        "published_at": instant,
        "live_from": instant,
        "changed_at": instant,
        "provider_id": PROVIDER,
        "quality": "n * 13 % 100",
        "heat": HEAT,
        "decision": "'published'",
        "feed_id": "'urn:' || n",
    }
    fill(Article, article, WITH_WORDS, number)
    for position, topic, rows in (("0", FIRST, MADE), ("1", SECOND, THIRD)):
        about = {"article_id": "n", "topic_id": topic, "position": position}
        fill(ArticleTopic, about | {"live_from": instant, "dated": PLACE}, rows, number)
    mention = f"((n + place) % {MENTIONS} + 1)"
    target = f"(n + place * 7919) % {number} + 1"
    link = {"article_id": "n", "target_id": target, "position": "place", "mention_id": mention}
    fill(RelatedLink, link | {"key": f"'k' || {mention}"}, f"{LISTS} WHERE {target} <> n", number)


def catalogue(number: int) -> None:
    """What `rebuild` would make of these articles, one by one."""
    from articles.models import Entry, Tally

    first, second = f"'_p' || ({PROVIDER}) || ' _t' || ({FIRST})", f"' _t' || ({SECOND})"
    entry = {
        "place": PLACE,
        "article_id": "n",
        "front": f"ln(CASE WHEN {HEAT} > 0 THEN {HEAT} + 1 ELSE 1 END) + at / 43200.0",
        "dated": PLACE,
        "changed_at": INSTANT[connection.vendor],
        "live_day": DAY[connection.vendor],
        "title": "lower(title.words)",
        "text": "lower(excerpt.words)",
        "labels": f"{first} || CASE n % 3 WHEN 0 THEN {second} ELSE '' END",
    }
    fill(Entry, entry, WITH_WORDS, number)
    day, month = DAY[connection.vendor], MONTH[connection.vendor]
    kept = {"count": "many"}
    fill(Tally, kept | {"provider_id": "who"}, grouped(f"{PROVIDER} AS who", MADE), number)
    fill(Tally, kept | {"day": "day"}, grouped(f"{day} AS day", MADE), number)
    for topic, rows in ((FIRST, MADE), (SECOND, THIRD)):
        fill(
            Tally,
            kept | {"topic_id": "who", "day": "day"},
            grouped(f"{month} AS day, {topic} AS who", rows),
            number,
        )


def grouped(keys: str, rows: str) -> str:
    by = "1, 2" if "," in keys.split(" AS ", 1)[1] else "1"
    return f"FROM (SELECT {keys}, count(*) AS many {rows} GROUP BY {by}) AS tally"


def fill(model: type[models.Model], values: Mapping[str, str], rows: str, number: int) -> None:
    """Insert a row with `values` for each of `rows`; columns that they leave out get their defaults."""
    started = time.monotonic()
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    given = {field.column: values[field.column] for field in fields if field.column in values}
    for field in fields:
        if field.column not in given and not field.primary_key:
            given[field.column] = literal(field.get_db_prep_save(field.get_default(), connection))
    counted = COUNTED.format(
        most=max(number, MENTIONS),
        number=number,
        last=int(LAST.timestamp()),
        span=int(SPAN.total_seconds()),
    )
    table, columns = model._meta.db_table, ", ".join(f'"{name}"' for name in given)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) {counted} SELECT {', '.join(given.values())} {rows}")
        print(
            f"{cursor.rowcount:>9,} {model._meta.verbose_name_plural} in {time.monotonic() - started:.0f} s"
        )


def literal(value: object) -> str:
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str) else str(value)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("SECRET_KEY", "x" * 50)
    django.setup()
    call_command("migrate", verbosity=0)
    make(int(sys.argv[1]))

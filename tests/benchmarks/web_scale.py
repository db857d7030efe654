"""How much slower a million articles are than five thousand: the same pages of two databases, in turns.

    python -m tests.benchmarks.web_scale SMALL_DATABASE_URL BIG_DATABASE_URL [ROUNDS]

Both databases come from `web_rows`. Pages are made anew each time; the table holds medians in milliseconds.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from typing import IO

import django
from django.conf import settings

SLOWEST_PAGE = 1.5  # times the small database's median
SLOWEST_SEARCH = 5  # times the list's median, for the slowest of twenty searches
SEARCHES = {
    "search, commonest word": "/search/?q=the",
    "search, two common words": "/search/?q=the+{second}",
    "search, common phrase": "/search/?q=%22the+{second}%22",
    "search, rare word": "/search/?q={rare}",
    "search, rare and common": "/search/?q={rare}+the",
    "search, beginning": "/search/?q=the*",
    "search, best match": "/search/?q=the+{second}&sort=relevance",
    "search, without": "/search/?q={second}+-the",
    "search in a topic": "/search/?q=the&topic=topic-13",
    "search in a provider": "/search/?q=the&provider=p7.example",
}
PAGES = {
    "front page": "/",
    "list": "/news/",
    "list, deep page": "/news/?after={cursor}",
    "list by heat": "/news/?sort=heat",
    "topic, deep page": "/topics/topic-13/?after={cursor}",
    "list by quality": "/news/?sort=quality",
    "list, good ones": "/news/?min_quality=90",
    "list, none so good": "/news/?min_quality=1000000",
    "list by heat, good ones": "/news/?sort=heat&min_quality=90",
    "list by heat, none so good": "/news/?sort=heat&min_quality=1000000",
    "list, early days": "/news/?to=2016-03-01&sort=heat",
    "list, one day by quality": "/news/?from=2020-05-05&to=2020-05-05&sort=quality",
    "topic": "/topics/topic-13/",
    "topic by heat": "/topics/topic-13/?sort=heat",
    "topic, good ones": "/news/?topic=topic-13&min_quality=90",
    "topic, none so good": "/news/?topic=topic-13&min_quality=1000000",
    "topic of a provider": "/news/?topic=topic-18&provider=p7.example",
    "topic without the provider": "/news/?topic=topic-13&provider=p7.example",
    "topic of a provider by heat": "/news/?topic=topic-18&provider=p7.example&sort=heat",
    "provider by heat": "/news/?provider=p7.example&sort=heat",
    "provider, none so good": "/news/?provider=p7.example&min_quality=1000000",
    "provider": "/providers/p7.example/",
    "all topics": "/topics/",
    "all providers": "/providers/",
    "archive": "/archive/",
    "archive, year": "/archive/2020/",
    "archive, month": "/archive/2020/05/",
    "archive, day": "/archive/2020/05/05/",
    "article": "/news/2024-05-01-article-{article}/",
    "feed": "/feeds/latest.atom",
    "topic's feed": "/topics/topic-13/feed.json",
    "provider's feed": "/providers/p7.example/feed.rss",
    "news sitemap": "/news-sitemap.xml",
}


class Newsroom:
    """One database with a process that makes pages of it."""

    def __init__(self, database_url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, "worker"],
            env={**os.environ, "DATABASE_URL": database_url, "CACHE_URL": "dummycache://", "DEBUG": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.times: dict[str, list[float]] = {}

    def ask(self, name: str, address: str) -> None:
        sent, answers = self.process.stdin, self.process.stdout
        assert sent
        assert answers
        sent.write(address + "\n")
        sent.flush()
        self.times.setdefault(name, []).append(json.loads(answers.readline()))

    def median(self, name: str) -> float:
        return statistics.median(self.times[name][1:])


def worker(asked: IO[str]) -> None:
    """Answer each address on standard input with the seconds that its page took."""
    from django.test import Client

    from articles.cursor import Cursor
    from articles.models import Article
    from tests.benchmarks.web_rows import vocabulary

    number = Article.objects.count()
    deep = Article.objects.get(pk=number // 10)
    names = {
        "cursor": Cursor("latest", deep.live_from, deep.pk).token(),
        "article": number // 2,
        "second": vocabulary()[1],
        "rare": vocabulary()[-9],
    }
    client = Client()
    for line in asked:
        address = line.strip().format(**names)
        started = time.perf_counter()
        status = client.get(address).status_code
        seconds = time.perf_counter() - started
        assert status == 200, (address, status)
        print(json.dumps(seconds), flush=True)


def main(small_url: str, big_url: str, rounds: str = "21") -> None:
    small, big = Newsroom(small_url), Newsroom(big_url)
    for _ in range(int(rounds)):
        for name, address in (PAGES | SEARCHES).items():
            small.ask(name, address)
            big.ask(name, address)
    print(f"{'':28}{'5,000':>9}{'million':>9}{'ratio':>7}{'bound':>7}")
    for name in PAGES:
        ratio = big.median(name) / small.median(name)
        row(name, small.median(name), big.median(name), ratio, SLOWEST_PAGE)
    print(f"\n{'':28}{'median':>9}{'p95':>9}{'/list':>7}{'bound':>7}")
    for name in SEARCHES:
        p95 = statistics.quantiles(big.times[name][1:], n=20)[-1]
        row(name, big.median(name), p95, p95 / big.median("list"), SLOWEST_SEARCH)
    for one in (small, big):
        one.process.kill()


def row(name: str, first: float, second: float, ratio: float, bound: float) -> None:
    verdict = "" if ratio <= bound else "  over"
    print(f"{name:28}{first * 1000:9.1f}{second * 1000:9.1f}{ratio:7.2f}{bound:7.1f}{verdict}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:] == ["worker"]:
        django.setup()
        settings.DEBUG = False  # which would keep every query in memory
        settings.ALLOWED_HOSTS = ["*"]
        worker(sys.stdin)
    else:
        main(*sys.argv[1:])

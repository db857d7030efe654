"""Imports go easy on the machine: queries, parser processes, garbage, and the turns of others who write."""

import gc
import time
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing import batches, footprint, parsing
from articles.importing.footprint import light
from articles.importing.record import Recorder, Told
from articles.importing.run import Options, import_seeds
from articles.importing.spool import Spool
from articles.models import RelatedLink
from articles.seedfile import parse
from articles.seedfile.packing import Packed
from tests.rows import digest_of_rows, forget_everything
from tests.seeds import entry, seed, write_seeds


def files(count: int, first: int = 0) -> dict[str, bytes]:
    """Articles that list each other and some without a file, in stories of five."""
    return {
        f"2024-05-01-{number:04}.md": seed(
            f"Article {number}",
            related=[
                entry(f"Article {number // 5 * 5 + place}") for place in range(7) if place != number % 5
            ],
            topics=[f"Topic {number % 3}"],
        )
        for number in range(first, first + count)
    }


@pytest.mark.django_db
def test_each_batch_takes_the_same_number_of_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 25)
    queries = []
    for count in (50, 100, 150, 200):
        folder = write_seeds(tmp_path / str(count), files(count))
        with CaptureQueriesContext(connection) as captured:
            import_seeds([folder], Options(workers=1))
        queries.append(len(captured))
        forget_everything()
    assert len({more - fewer for fewer, more in pairwise(queries)}) == 1, queries


@pytest.mark.django_db
def test_a_batch_takes_no_more_queries_for_more_links(tmp_path: Path) -> None:
    queries = []
    for links in (5, 25):
        many = {
            f"2024-05-01-{number}.md": seed(
                f"Article {number}", related=[entry(f"Stub {place}") for place in range(links)]
            )
            for number in range(20)
        }
        with CaptureQueriesContext(connection) as captured:
            import_seeds([write_seeds(tmp_path / str(links), many)], Options(workers=1))
        assert RelatedLink.objects.count() == 20 * links
        queries.append(len(captured))
        forget_everything()
    assert queries[0] == queries[1]


@pytest.mark.django_db
def test_the_rows_are_the_same_whoever_parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "FEW", 10)
    folder = write_seeds(tmp_path / "collection", files(60))
    digests = []
    for workers in (1, 4):
        import_seeds([folder], Options(workers=workers))
        digests.append(digest_of_rows())
        forget_everything()
    assert digests[0] == digests[1]


@pytest.mark.django_db(transaction=True)
def test_a_long_import_gives_others_a_turn_between_its_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[bool] = []
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 10)
    monkeypatch.setattr(footprint, "HELD_SECONDS", 0)
    monkeypatch.setattr(time, "sleep", lambda seconds: pauses.append(connection.in_atomic_block))
    one, other = (write_seeds(tmp_path / f"from-{first}", files(30, first)) for first in (0, 30))
    import_seeds([one], Options(workers=1))
    assert pauses == [False] * (3 if connection.vendor == "sqlite" else 0)
    import_seeds([other], Options(workers=1, all_or_nothing=True))
    assert len(pauses) == (3 if connection.vendor == "sqlite" else 0)


@pytest.mark.django_db
def test_long_files_come_in_small_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_BYTES", 10_000)
    long = {f"2024-05-02-{number}.md": seed(f"L {number}", body="word " * 1_000) for number in range(5)}
    steps: list[int] = []
    import_seeds(
        [write_seeds(tmp_path / "long", {**files(20), **long})],
        Options(workers=1),
        progress=lambda what, done, of: steps.append(done) if what == "articles" else None,
    )
    assert steps[-5:] == [21, 22, 23, 24, 25]


@pytest.mark.django_db
def test_a_short_import_does_not_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("it paused"))
    import_seeds([write_seeds(tmp_path / "few", files(5))], Options(workers=1))


@pytest.mark.django_db
def test_afterwards_the_process_is_as_it_was() -> None:
    before = gc.get_threshold(), gc.get_freeze_count(), mapped()
    with light():
        assert gc.get_threshold() != before[0]
        assert mapped() == 0
    assert (gc.get_threshold(), gc.get_freeze_count(), mapped()) == before


def mapped() -> int:
    """The bytes of the database file that this connection may map into memory."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA mmap_size").fetchone()[0]


def test_the_spool_takes_records_after_some_were_told() -> None:
    with Spool() as spool:
        seeds = [parse(seed(f"A {number}"), repair=True).seed for number in range(3)]
        told = [Told(one, Packed(b"x" * 20_000), "{}") for one in seeds if one]
        places = []
        for one in told:
            places.append(spool.add(Recorder().record(one)))
            assert spool.tell(places[:1]) == told[:1]
        assert spool.tell(places) == told

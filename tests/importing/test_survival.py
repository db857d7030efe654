"""Whatever stops an import, committed articles are whole; running it again gives the rows of a clean run."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F, Q

from articles.importing.lock import import_lock
from articles.importing.run import Options, import_seeds
from articles.models import Article, Document, ImportRun, RelatedLink
from tests.processes import finish, start
from tests.rows import digest_of_rows, forget_everything
from tests.seeds import entry, seed, write_seeds

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("IMPORT_KILLS", "20"))
FILES = 1020  # three batches
# PostgreSQL's COPY goes past the wrapper that looks for these.
STARTS_WRITING_ARTICLES = ('INSERT INTO "articles_article"', "WITH named AS")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Articles that list each other, stubs, topics and pictures."""
    files = {}
    for number in range(FILES):
        related = [entry(f"Article {(number + step) % (FILES + 60)}") for step in (1, 7, 100)]
        files[f"2024-05-01-{number:03}.md"] = seed(
            f"Article {number}",
            related=related,
            topics=[f"Topic {number % 5}", "All"],
            images=[{"url": f"https://i.example/{number}.png"}],
        )
    return write_seeds(tmp_path / "collection", files)


def assert_articles_are_whole() -> None:
    """Every article in its own right has its document and all that this lists; nothing else is there."""
    filed = Article.objects.filed()
    assert not filed.filter(document=None).exists()
    assert not Document.objects.filter(current_of=None).exists()
    links = filed.annotate(links=Count("related_links", distinct=True))
    assert not links.exclude(links=F("document__related_count")).exists()
    parts = filed.annotate(
        pictures=Count("images", distinct=True), subjects=Count("topic_links", distinct=True)
    )
    assert not parts.filter(~Q(pictures=1) | ~Q(subjects=2)).exists()
    listed = RelatedLink.objects.values("target")
    assert not Article.objects.stubs().exclude(pk__in=listed).exists()


def clean_rows(folder: str) -> tuple[str, float]:
    """The digest of the rows of one clean run, and its seconds in a process of its own; nothing stays."""
    started = time.monotonic()
    assert finish(start("import_seeds", folder))[0] == 0
    seconds = time.monotonic() - started
    digest = digest_of_rows()
    forget_everything()
    return digest, seconds


def test_killed_at_any_instant(folder: str) -> None:
    expected, seconds = clean_rows(folder)
    instants = random.Random(20).sample(range(1000), KILLS)
    partial = 0
    for number, instant in enumerate(instants):
        process = start("import_seeds", folder)
        if number % 2:
            time.sleep(seconds * instant / 1000)
        else:  # where most can go wrong: from the first commit on
            wait_for_the_first_article(process)
            time.sleep(instant / 100_000)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert_articles_are_whole()
        partial += 0 < Article.objects.filed().count() < FILES
        import_seeds([folder], Options())
        assert digest_of_rows() == expected
        assert not ImportRun.objects.filter(finished_at=None).exists()
        forget_everything()
    assert partial  # else no kill came between two batches, and nothing was shown


def wait_for_the_first_article(process: "subprocess.Popen[str]") -> None:
    while process.poll() is None and not Article.objects.exists():
        time.sleep(0.002)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop(folder: str, how: signal.Signals) -> None:
    expected, _ = clean_rows(folder)
    process = start("import_seeds", folder)
    while not Article.objects.exists():
        time.sleep(0.01)
    process.send_signal(how)
    status, _, errors = finish(process)
    assert_articles_are_whole()
    assert "Traceback" not in errors
    assert status in (2, 0)  # 0 where it was done before it heard
    assert ImportRun.objects.get().report.get("stopped") == ("interrupted" if status else None)
    import_seeds([folder], Options())
    assert digest_of_rows() == expected


def test_a_lock_that_a_killed_import_leaves_for_a_moment_is_waited_for(folder: str) -> None:
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with import_lock():
            held.set()
            free.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    threading.Timer(1, free.set).start()
    assert import_seeds([folder], Options()).created == FILES
    holder.join()


def test_two_at_once_in_opposite_order(tmp_path: Path, folder: str) -> None:
    expected, _ = clean_rows(folder)
    paths = [str(path) for path in sorted(Path(folder).iterdir())]
    both = [start("import_seeds", *paths), start("import_seeds", *reversed(paths))]
    statuses = sorted(finish(process)[0] for process in both)
    assert statuses in ([0, 0], [0, 2])
    assert digest_of_rows() == expected


def test_a_database_that_is_locked_for_a_while_is_waited_for(folder: str) -> None:
    expected, _ = clean_rows(folder)
    taken, free = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            ImportRun.objects.select_for_update().count()
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("LOCK TABLE articles_article IN EXCLUSIVE MODE")
            taken.set()
            free.wait(3)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    status, _, errors = finish(start("import_seeds", folder))
    holder.join()
    assert (status, errors) == (0, "")
    assert digest_of_rows() == expected


def test_a_database_that_fails_half_way_ends_the_run_with_2(folder: str) -> None:
    expected, _ = clean_rows(folder)
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM")  # else the disk is not full before the free pages are
    with failing_half_way(), pytest.raises(CommandError) as stopped:
        call_command("import_seeds", folder)
    assert stopped.value.returncode == 2
    assert "What was committed stays" in str(stopped.value)
    run = ImportRun.objects.get()
    assert run.finished_at
    assert run.report["stopped"] in " ".join(str(stopped.value).split())
    assert 0 < Article.objects.filed().count() < FILES
    assert_articles_are_whole()
    import_seeds([folder], Options())
    assert digest_of_rows() == expected


@contextmanager
def failing_half_way() -> Iterator[None]:
    """A disk that is full (SQLite), a server that ends the connection (PostgreSQL), after the first batch."""
    failed = False

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal failed
        if not failed and sql.startswith(STARTS_WRITING_ARTICLES) and committed_articles():
            failed = True
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                else:
                    pages = cursor.execute("PRAGMA page_count").fetchone()[0]
                    cursor.execute(f"PRAGMA max_page_count = {pages}")
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(fail):
            yield
    finally:
        connection.close()  # the next query opens a new one, without the limit


def committed_articles() -> int:
    """How many articles others see."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_count_and_close).result()


def _count_and_close() -> int:
    try:
        return Article.objects.count()
    finally:
        connection.close()

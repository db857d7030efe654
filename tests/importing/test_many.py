"""Many at once: no statement grows with a run until a database refuses it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from articles.curation.undoing import undo
from articles.importing.run import Options, import_seeds
from articles.models import Action, Article, Image, RelatedLink
from tests.rows import all_rows
from tests.seeds import entry, seed, write_seeds

pytestmark = pytest.mark.django_db
FILES = 1100


@pytest.fixture(autouse=True)
def few_variables() -> Iterator[None]:
    """Of SQLite the limit of its oldest builds: collections are larger than tests, and so are its limits."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw, kind = connection.connection, sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER
    before = raw.setlimit(kind, 999)
    yield
    raw.setlimit(kind, before)


def files(*, full: bool) -> dict[str, bytes]:
    return {
        f"2024-05-01-{number:04}.md": seed(
            f"Article {number}",
            related=[entry(f"Article {(number + step) % (FILES + 50)}") for step in (1, 2, 3)]
            if full
            else [],
            images=[{"url": f"https://example.com/{number}.jpg"}] if full else [],
            topics=[f"Topic {number}"] if full else [],
            provider={"name": f"Provider {number}", "domain": f"p{number}.example"},
        )
        for number in range(FILES)
    }


def test_an_import_is_made_emptied_and_undone_again(tmp_path: Path) -> None:
    import_seeds([write_seeds(tmp_path / "seeds", files(full=True))], Options())
    before = all_rows()
    assert RelatedLink.objects.count() == 3 * FILES
    import_seeds([write_seeds(tmp_path / "seeds", files(full=False))], Options())
    assert not RelatedLink.objects.exists()
    assert not Image.objects.exists()
    emptying, importing = Action.objects.order_by("-pk")[:2]
    undo(emptying, by=None)
    assert all_rows() == before
    undo(importing, by=None)
    assert not Article.objects.exists()
    undo(Action.objects.latest("pk"), by=None)
    assert RelatedLink.objects.count() == 3 * FILES

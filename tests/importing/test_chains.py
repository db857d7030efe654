"""Articles that list each other in a chain: it ends, at a number of queries per thousand that is fixed."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.batches import BATCH_ARTICLES
from articles.importing.run import Options, import_seeds
from articles.models import Article, RelatedLink
from tests.hostile.archives import packed
from tests.rows import forget_everything
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
LONG = 10_000


def queries_of(path: Path, length: int) -> int:
    """Import articles of which each lists the next, the last the first, and count queries."""
    forget_everything()
    files = {
        f"2024-05-01-{number:05}.md": seed(f"A {number}", related=[entry(f"A {(number + 1) % length}")])
        for number in range(length)
    }
    archive = packed(path / f"{length}.tar", files)
    with CaptureQueriesContext(connection) as queries:
        assert import_seeds([str(archive)], Options()).created == length
    return len(queries)


def test_a_chain_of_ten_thousand_ends_at_a_fixed_number_of_queries_per_thousand(tmp_path: Path) -> None:
    chained = queries_of(tmp_path, LONG)
    assert RelatedLink.objects.count() == LONG
    assert not Article.objects.stubs().exists()
    most = LONG // 1_000 * queries_of(tmp_path, 1_000)
    assert chained <= most + LONG // BATCH_ARTICLES  # a link across two batches may cost one more

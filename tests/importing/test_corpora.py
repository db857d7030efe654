"""Real collections: the counts that are known of them, and the same rows however they come in."""

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from articles.importing.report import Report
from articles.importing.run import Options, import_seeds
from articles.models import Article, Provider, RelatedLink, Topic
from tests.imports import statements_of
from tests.processes import environment_of
from tests.rows import digest_of_rows

pytestmark = pytest.mark.django_db


def outcome(report: Report) -> tuple[int, int, int]:
    assert report.problems == []
    return report.created, report.updated, report.unchanged


def run(folder: Path) -> Report:
    return import_seeds([str(folder / "_news")], Options())


def test_powerapps(powerapps: Path) -> None:
    report = run(powerapps)
    assert outcome(report) == (674, 0, 0)
    assert Counter(entry.problem.code for entry in report.notes) == {"shared-address": 4, "repair": 1}
    assert (Provider.objects.count(), Topic.objects.count()) == (85, 7)
    assert Article.objects.published().count() == 428
    assert_nothing_left_to_do(powerapps)


def test_powerapps_over_its_state_of_three_years_before(powerapps_2021: Path, powerapps: Path) -> None:
    assert outcome(run(powerapps_2021)) == (192, 0, 0)
    assert outcome(run(powerapps)) == (482, 15, 177)
    assert_nothing_left_to_do(powerapps)


def test_azure_sample(azure_sample: Path) -> None:
    report = run(azure_sample)
    assert outcome(report) == (1678, 0, 0)
    assert report.related_links == RelatedLink.objects.count() == 52_140
    assert Article.objects.stubs().count() == 2397
    assert (Provider.objects.count(), Topic.objects.count(), report.providers_updated) == (411, 20, 0)
    assert Article.objects.published().count() == 220
    assert_nothing_left_to_do(azure_sample)


def assert_nothing_left_to_do(folder: Path) -> None:
    reports: list[Report] = []
    statements = statements_of(lambda: reports.append(run(folder)))
    assert outcome(reports[0])[:2] == (0, 0)
    assert reports[0].unchanged == reports[0].files
    assert len(statements) == 2
    assert all('"articles_importrun"' in statement for statement in statements)


def test_neither_order_nor_runs_nor_database_make_a_difference(azure_sample: Path, tmp_path: Path) -> None:
    """A part of the collection: at once here, and in another process file by file, shuffled, on SQLite."""
    files = sorted((azure_sample / "_news").iterdir())[-120:]
    for file in files:
        shutil.copy(file, tmp_path)
    import_seeds([str(tmp_path)], Options())
    random.Random(7).shuffle(files)
    groups = [
        [str(tmp_path / file.name) for file in files[start : start + 25]] for start in range(0, 120, 25)
    ]
    assert in_another_process(groups, tmp_path / "other.sqlite3") == digest_of_rows()


def in_another_process(groups: list[list[str]], database: Path) -> str:
    """Import `groups` of paths one after the other into a fresh SQLite database; the digest of its rows."""
    script = Path(__file__).with_name("import_in_groups.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        input=json.dumps(groups),
        env=environment_of(f"sqlite:///{database}"),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_number_of_queries_does_not_grow_with_the_articles(powerapps: Path, tmp_path: Path) -> None:
    assert connection.vendor
    files = sorted((powerapps / "_news").iterdir())
    counts = []
    for name, part in (("few", files[:50]), ("many", files[50:250])):
        (tmp_path / name).mkdir()
        for file in part:
            shutil.copy(file, tmp_path / name)
        folder = str(tmp_path / name)
        counts.append(len(statements_of(lambda folder=folder: import_seeds([folder], Options()))))
    assert counts[1] <= counts[0] + 12  # wide rows go in several statements per batch

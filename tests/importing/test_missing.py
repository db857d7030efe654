"""Files that are gone from their source, what becomes of their articles, and files that come back."""

import pytest

from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.importing.report import Report
from articles.importing.undo import undo_import
from articles.models import Article, Decision, ImportRun
from tests.imports import Import
from tests.seeds import seed

pytestmark = pytest.mark.django_db
A, B = "2024-05-01-a.md", "2024-05-01-b.md"
BOTH = {A: seed("A"), B: seed("B")}
ONE = {A: BOTH[A]}


def noted(report: Report) -> list[tuple[str, str]]:
    return [(entry.path, entry.problem.message) for entry in report.notes]


def codes(report: Report) -> list[tuple[str, str]]:
    return [(entry.path, entry.problem.code) for entry in report.notes]


@pytest.mark.parametrize(
    ("options", "fate"),
    [
        ({}, "its article stays (withdraw it with --withdraw-missing)"),
        ({"withdraw_missing": True}, "its article was withdrawn"),
        ({"withdraw_missing": True, "dry_run": True}, "its article would be withdrawn"),
    ],
)
def test_the_report_says_what_became_of_the_article(
    options: dict[str, bool], fate: str, imported: Import
) -> None:
    imported(BOTH)
    assert noted(imported(ONE, **options)) == [(B, f"the file is gone; {fate}")]


def test_an_article_that_readers_do_not_have_is_not_withdrawn(imported: Import) -> None:
    imported({**ONE, B: seed("B", published=False)})
    report = imported(ONE, withdraw_missing=True)
    assert noted(report) == [(B, "the file is gone; its article is not published, and stays as it is")]
    assert report.missing == 1


def test_articles_that_were_withdrawn_are_all_named(imported: Import) -> None:
    imported(BOTH | {"2024-05-01-c.md": seed("C")})
    lines = imported(ONE, withdraw_missing=True).as_text().splitlines()
    assert lines[:2] == [
        f"{B}: missing: the file is gone; its article was withdrawn (and 1 time more)",
        "  also 2024-05-01-c.md",
    ]


def test_a_source_without_any_file_has_lost_them_all(imported: Import) -> None:
    imported(BOTH)
    report = imported({}, withdraw_missing=True)
    assert not Article.objects.published().exists()
    assert [message for _, message in noted(report)] == ["the file is gone; its article was withdrawn"] * 2


@pytest.mark.parametrize("again", [BOTH, {**ONE, B: seed("B", heat=9)}])
def test_a_file_that_came_back_is_noted_while_its_article_stays_withdrawn(
    again: dict[str, bytes], imported: Import
) -> None:
    imported(BOTH)
    imported(ONE, withdraw_missing=True)
    for _ in range(2):
        assert codes(imported(again)) == [(B, "still-withdrawn")]
    assert Article.objects.get(title="B").decision == Decision.WITHDRAWN


def test_once_somebody_decided_there_is_nothing_to_note(imported: Import) -> None:
    imported(BOTH)
    imported(ONE, withdraw_missing=True)
    publish(Article.objects.filter(title="B"), by=None)
    assert codes(imported(BOTH)) == []
    withdraw(Article.objects.filter(title="B"), by=None)
    assert codes(imported(BOTH)) == []


def test_undoing_the_import_gives_readers_the_article_back(imported: Import) -> None:
    imported(BOTH)
    report = imported(ONE, withdraw_missing=True)
    undo_import(ImportRun.objects.get(pk=report.run), by=None)
    assert codes(imported(BOTH)) == []
    assert Article.objects.published().count() == 2

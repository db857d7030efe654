"""The report in sentences: right for one and for many."""

import pytest

from articles.importing.report import Report


@pytest.mark.parametrize(
    ("count", "sentences"),
    [
        (
            1,
            (
                "1 file: 0 created",
                "It holds 0 articles and 0 related links.",
                "1 conflict with staff edits; settle it in the admin",
                "1 article whose file is gone.",
            ),
        ),
        (
            2,
            (
                "2 files: 0 created",
                "They hold 0 articles and 0 related links.",
                "2 conflicts with staff edits; settle them in the admin",
                "2 articles whose files are gone.",
            ),
        ),
    ],
)
def test_one_and_many_are_said_right(count: int, sentences: tuple[str, ...]) -> None:
    text = Report(files=count, conflicts=count, missing=count).as_text()
    for sentence in sentences:
        assert sentence in text

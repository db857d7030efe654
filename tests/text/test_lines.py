"""Text on one line."""

import pytest

from articles.text.lines import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("as it is", "as it is"),
        (" a\tb\r\n\r\nc ", "a b c"),
        ("a\u2028b\x0bc\x85d", "a b c d"),
        ("a \x07 b", "a b"),
        ("in\u200bvisible \u202eturned\x00", "invisible turned"),
        ("no\u00adbreak हि\u200dन्दी", "no\u00adbreak हि\u200dन्दी"),
        ("\n\t", ""),
    ],
)
def test_one_line_collapses_blanks_and_drops_what_nobody_sees(text: str, line: str) -> None:
    assert one_line(text) == line

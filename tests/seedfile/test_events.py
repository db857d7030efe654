"""YAML as plain nodes."""

import pytest

from articles.seedfile.events import Mapping, Scalar, Sequence, build
from articles.seedfile.problems import RejectedError


def test_a_document_becomes_nodes_with_their_lines():
    text = 'title: NO\nlist:\n  - "a"\n  - {b: 12:30:45}\nempty:\nfolded: >\n  x\n  y\n'
    assert build(text, first_line=2) == Mapping(
        (
            ("title", Scalar("NO", True, 2)),
            ("list", Sequence((Scalar("a", False, 4), Mapping((("b", Scalar("12:30:45", True, 5)),), 5)), 4)),
            ("empty", Scalar("", True, 6)),
            ("folded", Scalar("x y\n", False, 7)),
        ),
        2,
    )


@pytest.mark.parametrize(
    ("yaml", "text", "plain"),
    [
        ("0123", "0123", True),
        ("'0123'", "0123", False),
        ("!!str 0123", "0123", False),
        ("! null", "null", False),
        ("!!int '7'", "7", True),
        ("!!null x", "", True),
        ("~", "~", True),
        (".nan", ".nan", True),
        ("2024-03-05", "2024-03-05", True),
    ],
)
def test_a_scalar_keeps_its_text_and_knows_whether_it_is_plain(yaml, text, plain):
    assert build(f"x: {yaml}").items == (("x", Scalar(text, plain, 1)),)


def test_lines_are_those_of_an_editor_not_of_yaml():
    nodes = dict(build('a: "one\u2028two\x85three\u2029"\nb: 1').items)
    assert nodes == {"a": Scalar("one\u2028two\x85three\u2029", False, 1), "b": Scalar("1", True, 2)}


def test_keys_are_texts_whatever_they_look_like():
    assert [key for key, _ in build("1: a\nnull: b\ntrue: c\n'': d\n\ud7ff: e").items] == [
        *("1", "null", "true", "", "\ud7ff")
    ]


def test_a_syntax_error_is_reported_where_it_is():
    with pytest.raises(RejectedError, match="mapping values are not allowed") as caught:
        build("a: 1\nb: c: d\n", first_line=10)
    assert (caught.value.problem.code, caught.value.problem.line) == ("yaml", 11)

"""Reading without the parser: never another thing than what the parser says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.seedfile.events import build
from articles.seedfile.problems import RejectedError
from articles.seedfile.regular import MAX_NESTING, read_regular
from tests.seedfile.test_related import DOCUMENT, LINES, edited, edits, touched, touches

REGULAR = {
    "values of every kind": 'a: 1\nb: two words\nc: "quoted: # [x]"\nd: -3\ne: https://x.example/?a=b#c\n',
    "escapes": r'a: "\"x\" \\ \n\r\t \\ud83d \u2028\u0041\u0000 \\"' + "\n",
    "nothing": "a:\nb: \nc:\n  d:\ne: x\n",
    "nothing at the end": "a: x\nb:\n",
    "lists": "a:\n- x\n- y\nb:\n  - x\nc:\n    - k: v\n      l: w\n    - k: v\n",
    "a list of lists of mappings": "a:\n  - b:\n    - c: d\n    - e\n  - f:\n      g: h\n",
    "an empty mapping": "a: {}\nb:\n  - {}\n",
    "blank lines": "a: x\n\n\nb:\n\n  - c\n\n\nd: e\n",
    "deeper columns": "   a: x\n   b:\n       c: y\n",
    "foreign letters": "a: é ü – 漢字 😀\u00a0x\n",
    "blanks at the end": 'a: x  \nb: "y"  \nc:   z\n',
    "punctuation within": "a: x: y\n".replace(": y", ":y") + "b: c#d\ne: f[1], {g} & *h !i | > %j @k\n",
}
IRREGULAR = {
    "a comment": "a: x # y\n",
    "a comment alone": "# a\na: x\n",
    "a nested key": "a: b: c\n",
    "a colon at the end": "a: b:\n",
    "single quotes": "a: 'x'\n",
    "a flow list": "a: [x]\n",
    "an alias": "a: *x\n",
    "an anchor": "a: &x y\n",
    "a tag": "a: !!str y\n",
    "a folded text": "a: >-\n  x\n",
    "a continued text": "a: x\n  y\n",
    "a continued list": "a: x\n  - y\n",
    "a wrong column": "a:\n    b: c\n  d: e\n",
    "a key twice": "a: x\na: y\n",
    "a tab": "a:\tx\n",
    "a tab within": "a: x\ty\n",
    "half a pair of UTF-16": 'a: "\\ud83d"\n',
    "another escape": 'a: "\\x41"\n',
    "a control character": "a: x\x01\n",
    "a line end of YAML 1.1": "a: x\u2028y\n",
    "a byte order mark within": "a: \ufeffx\n",
    "a noncharacter": "a: \U0001fffe\n",
    "no key": "x\n",
    "a list": "- x\n",
    "a list of mappings": "- a: x\n",
    "a dash alone": "a:\n  -\n",
    "a list behind a value": "a: x\n- y\n",
    "nothing at all": "\n",
    "two documents": "a: x\n---\nb: y\n",
    "no line end": "a: x",
    "too deep": "".join(f"{level * '  '}a:\n" for level in range(MAX_NESTING + 2)),
    "a long key": f"{'a' * 201}: x\n",
}


@pytest.mark.parametrize("text", REGULAR.values(), ids=REGULAR)
def test_a_regular_text_is_read(text):
    assert read_regular(text, 7) == build(text, 7)


@pytest.mark.parametrize("text", IRREGULAR.values(), ids=IRREGULAR)
def test_any_other_text_is_left_to_the_parser(text):
    assert read_regular(text) is None


def agrees(text):
    read = read_regular(text, 3)
    if read is not None:
        assert build(text, 3) == read
    return read is not None


@given(edits, touches)
@example([], [])
def test_a_mutilated_document_is_read_as_the_parser_reads_it_or_not_at_all(lines, characters):
    agrees(touched(edited(DOCUMENT, lines), characters))


pieces = st.sampled_from(
    [
        *LINES,
        *"abc",
        "a:",
        "- ",
        "  ",
        '"',
        "\\",
        ": ",
        " #",
        "{}",
        "-",
        "1",
        "~",
        "é",
        "\u2028",
        "\xa0",
        "'",
        "%",
    ]
)


@given(st.lists(st.lists(pieces, max_size=4).map("".join), max_size=8).map("\n".join))
def test_any_lines_are_read_as_the_parser_reads_them_or_not_at_all(text):
    agrees(f"{text}\n")


def test_the_collections_are_read_nearly_all(powerapps, azure_sample):
    files = sorted(file for corpus in (powerapps, azure_sample) for file in corpus.glob("_news/*.md"))[::9]
    texts = [file.read_bytes().decode().split("\n---")[0].removeprefix("---\n") + "\n" for file in files]
    assert sum(map(agrees, texts)) > 0.9 * len(texts)


def test_what_the_parser_refuses_is_not_read():
    for text in ("a: %x\n", "a: @x\n", "a: `x\n"):
        assert read_regular(text) is None
        with pytest.raises(RejectedError):
            build(text)

"""Related entries read apart: the same as reading the whole, whatever the text."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import MAX_ITEMS, Parsed, events, house_form, parse, related
from articles.seedfile.problems import RejectedError
from articles.seedfile.related import read_document
from articles.seedfile.render import render
from tests.seedfile.strategies import seeds

ENTRY = """  - title: "Bridge {number}"
    excerpt: "cafÃ© \\"quoted\\" # : x"
    publishedDateTime: 2024-03-05T08:30:00Z
    webUrl: "https://news.example/{number}"
    ampWebUrl: "javascript:alert(1)"
    type: article
    provider:
      name: Example %2c
      domain: news.example
    quality: 97
    images:
      - url: "https://news.example/b.png"
        width: 600
        isCached: true
      - url: "https://news.example/b.png"
"""
DOCUMENT = f"""category: news
title: "Harbour bridge"
excerpt: "reopens\u2028"
publishedDateTime: 2024-03-05T08:30:00Z
webUrl: "https://news.example/1"
heat: -1

topics:
  - AI

related:
{"".join(ENTRY.format(number=number) for number in (1, 2, 2, 3))}
secured: "x;y"
removed: true
"""
# Lines that mean something to YAML, or to the split.
LINES = (
    *(
        "related:",
        "related: ",
        "related: []",
        "  - title: B",
        "  - {}",
        "  - B",
        "  -",
        "  - ",
        "  - - x",
        " - x",
    ),
    *(
        "",
        "   ",
        "# comment",
        "  # comment",
        "      # comment",
        "...",
        "- a",
        "a: b",
        "  a: b",
        "    a: b",
        "     a: b",
    ),
    *(
        "    title: A",
        "    images:",
        "    - url: x",
        "      - url: https://news.example/c.png",
        "        - x: y",
    ),
    *(
        '    b: "open',
        '    b: close"',
        "    b: 'open",
        "    b: |",
        "    b: >-",
        "      folded text",
        "    b: [1,",
        "    ]",
    ),
    *(
        'title: "open',
        'close"',
        "b: |",
        "  text",
        "b: {",
        "}",
        "    ? a",
        "    : b",
        '    "b": 1',
        "    <<: {a: b}",
    ),
    *(
        "    b: &a x",
        "    b: *a",
        "    b: !x y",
        "    b: !!str 1",
        "\t",
        "\tb: 1",
        "    b:\t1",
        "    b: 1 # x",
        "    b: a: c",
    ),
    *(
        r'    b: "\U0001fffeud83d"',
        r"    b: \U0001fffeud83d",
        r'    b: "\ud83d\ude00"',
        r'    b: "\x41\"',
        "    b: a\\",
    ),
    *(
        "    b: a\x85c",
        "    b: \x00",
        "    b: \U0001fffe\U00010000",
        "    b: ~",
        "    b:  two",
        "    b:c",
        "    é: 1",
    ),
    *(
        "  - webUrl: https://news.example/9",
        "    quality: NO",
        "    heat: warm",
        "    publishedDateTime: yesterday",
    ),
)

edits = st.lists(
    st.tuples(st.integers(0, 80), st.integers(0, 3), st.lists(st.sampled_from(LINES), max_size=3)), max_size=3
)
touches = st.just([]) | st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 3), st.text(" \n-:\"'#\\a", max_size=3)), max_size=3
)


def read_whole(raw: bytes, **how: Any) -> Parsed:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related, "take_apart", lambda raw: None)
        patch.setattr(related, "read_regular", lambda text, first_line: None)
        return parse(raw, **how)


def is_apart(raw: bytes) -> bool:
    return read_document(raw, mojibake=True).related is not None


def document(yaml: str) -> bytes:
    return f"---\n{yaml}---\nBody\n".encode(errors="replace")


def edited(yaml: str, changes: list[tuple[int, int, list[str]]]) -> str:
    """Replace lines: at each place, so many by others."""
    lines = yaml.split("\n")
    for place, count, new in changes:
        at = place % (len(lines) + 1)
        lines[at : at + count] = new
    return "\n".join(lines)


def touched(yaml: str, changes: list[tuple[int, int, str]]) -> str:
    """Replace characters in the same way."""
    for place, count, new in changes:
        at = place % (len(yaml) + 1)
        yaml = yaml[:at] + new + yaml[at + count :]
    return yaml


def test_a_document_in_the_house_form_is_read_apart_and_says_the_same():
    raw = document(DOCUMENT)
    parsed = parse(raw)
    assert is_apart(raw)
    assert parsed == read_whole(raw)
    assert [mention.title for mention in parsed.seed.related] == [f"Bridge {number}" for number in (1, 2, 3)]
    assert [(note.line, note.code) for note in parsed.notes[-3:]] == [
        (59, "repair"),
        (62, "dropped-item"),
        (72, "dropped-item"),
    ]


def test_equal_entries_of_two_documents_are_one_object():
    first, second = parse(document(DOCUMENT)), parse(document(f"x: y\n{DOCUMENT}"))
    assert first.seed.related[1] is second.seed.related[1]
    assert [note.line + 1 for note in first.notes] == [note.line for note in second.notes]


# What must be read as a whole: replacements in the document that make it so.
IRREGULAR = {
    "a blank line between entries": ('  - title: "Bridge 2', '\n  - title: "Bridge 2'),
    "an entry after a blank line and more keys": ("    quality: 97\n", "\n    quality: 97\n"),
    "a text of several lines": ("    quality: 97", "    body: >-\n      folded\n    quality: 97"),
    "quotes over several lines": ("type: article", 'type: "arti\n      cle"'),
    "a flow mapping": ("    type: article", "    type: article\n    more: {a: b}"),
    "a comment": ("    type: article", "    # comment\n    type: article"),
    "a tag": ("type: article", "type: !!str article"),
    "a list within quotes": ('title: "Harbour bridge"', 'title: "Harbour\nrelated:\n  - a: b\nbridge"'),
    "an entry left of its dash": ("\nsecured", "  - \n title: t\n webUrl: https://news.example/9\nsecured"),
    "an entry one column to the right": ("\nsecured", "  -  title: t\n     quality: 1\nsecured"),
    "the smuggler's mark spelt out": (
        'title: "Harbour',
        'z: "\\\\U0001fffeud83d \\\\ud83d"\ntitle: "Harbour',
    ),
    "the mark behind an escape": ("type: article", 'type: "\\u005cU0001FFFEud83d"\n    z: "\\\\ud83d"'),
    "a carriage return": ("type: article\n", "type: article\r\n"),
    "an escape of the smuggler's mark": ("type: article", 'type: "\\U0001fffeud83d"'),
    "an entry that is no mapping": ("\nsecured", "  - just text\nsecured"),
    "a key that is there twice": ("    type: article", "    type: article\n    type: article"),
    "a tail that is no YAML": ("secured", "]"),
    "a second list": ("secured", "related"),
}


@pytest.mark.parametrize("change", IRREGULAR.values(), ids=IRREGULAR)
def test_a_document_in_another_form_is_read_as_a_whole(change):
    raw = document(DOCUMENT.replace(*change))
    assert raw != document(DOCUMENT)
    assert parse(raw) == read_whole(raw)
    with contextlib.suppress(RejectedError):
        assert not is_apart(raw)


def test_the_limit_of_values_holds_for_the_parts_together(monkeypatch):
    for module in (events, house_form):
        monkeypatch.setattr(module, "MAX_NODES", 60)
    [problem] = parse(document(DOCUMENT)).problems
    assert problem.code == "too-large"


def test_long_entries_are_not_kept():
    raw = document(DOCUMENT.replace("quoted", "x" * related.MAX_ENTRY))
    assert parse(raw) == read_whole(raw)
    assert not is_apart(raw)


@given(edits, touches, st.booleans())
def test_a_mutilated_document_says_the_same_read_apart_and_as_a_whole(lines, characters, repair):
    raw = document(touched(edited(DOCUMENT, lines), characters))
    assert parse(raw, repair=repair) == read_whole(raw, repair=repair)


@given(seeds)
def test_a_rendered_document_says_the_same_read_apart_and_as_a_whole(seed):
    raw = render(seed)
    assert parse(raw) == read_whole(raw)


def test_the_collections_say_the_same_read_apart_and_as_a_whole(powerapps, powerapps_2021, azure_sample):
    corpora = (powerapps, powerapps_2021, azure_sample)
    for file in sorted(file for corpus in corpora for file in corpus.glob("_news/*.md"))[::5]:
        raw = file.read_bytes()
        assert parse(raw) == read_whole(raw)
        assert is_apart(raw) == (b"\nrelated:" in raw)


def listing(count):
    entries = "".join(ENTRY.format(number=number) for number in range(count))
    return document(DOCUMENT.split("  - title")[0] + entries)


def test_the_limit_of_related_links_holds_for_entries_read_apart():
    assert is_apart(listing(MAX_ITEMS))
    assert len(parse(listing(MAX_ITEMS)).seed.related) == MAX_ITEMS
    [problem] = parse(listing(MAX_ITEMS + 1)).problems
    assert (problem.code, problem.field) == ("too-large", "related")

"""Edited values in a file that is else untouched."""

import codecs
from dataclasses import replace

import pytest
import yaml

from articles.seedfile import ImageValues, MentionValues, ProviderValues, events, parse
from articles.seedfile.patch import patch
from articles.seedfile.patch_edits import Edits
from tests.hostile import document

TITLE = Edits({"title": 'A "new" title'})

# A file's lines, and the same after an edit of the title.
FORMS = {
    "plain": ("title: Old", 'title: "A \\"new\\" title"'),
    "single quotes": ("title: 'Old'", 'title: "A \\"new\\" title"'),
    "a comment": ("title: Old # as the agency has it", 'title: "A \\"new\\" title" # as the agency has it'),
    "comments around": ("# first\ntitle: Old\n# last", '# first\ntitle: "A \\"new\\" title"\n# last'),
    "a quoted key": ('"title" : Old', '"title" : "A \\"new\\" title"'),
    "a tag": ("title: !!str Old", 'title: "A \\"new\\" title"'),
    "plain lines": ("title: Old\n  and long\nx: 1", 'title: "A \\"new\\" title"\nx: 1'),
    "a literal": ("title: |-\n  Old\n  lines\n\nx: 1", 'title: "A \\"new\\" title"\n\nx: 1'),
    "a folded text": ("title: >+2\n    Old\n\n\nx: 1", 'title: "A \\"new\\" title"\n\n\nx: 1'),
    "a foreign character before": ('x: {a: "\x07\u2028", b: 1}\ntitle: Old', None),
    "an explicit key": ("? title\n: Old\n", '? title\n: "A \\"new\\" title"\n'),
}


def with_lines(lines: str) -> bytes:
    return document(title=None).replace(b"category: news\n", f"category: news\n{lines}\n".encode())


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_all_but_the_value_stays_to_the_byte(before, after, eol, mark):
    after = after or before.replace("Old", '"A \\"new\\" title"')
    old, new = (
        mark + with_lines(lines).replace(b"\n", eol.encode()).removesuffix(eol.encode())
        for lines in (before, after)
    )
    assert patch(old, TITLE) == new


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_an_installation_without_libyaml_comes_to_the_same_bytes(before, after, monkeypatch):
    expected = patch(with_lines(before), TITLE)
    monkeypatch.setattr(events, "LOADER", yaml.BaseLoader)
    assert patch(with_lines(before), TITLE) == expected


def test_without_edits_the_bytes_are_the_same():
    raw = document(title="'odd'   # quoting")
    assert patch(raw, Edits()) == raw


HOUSE = """---
category: news
title: "Bridge"
excerpt: "It stands."
publishedDateTime: 2024-03-05T08:30:00Z
webUrl: "https://news.example/bridge"
type: article
quality: 1
heat: 2
published: true

provider:
  name: News
  domain: news.example

topics:
  - AI
  - Power Apps

secured: "eA=="
---

"""


@pytest.mark.parametrize(
    ("edits", "before", "after"),
    [
        (Edits({"quality": 3, "heat": -1}), "quality: 1\nheat: 2", "quality: 3\nheat: -1"),
        (Edits({"flagged": False}), "published: true", "published: false"),
        (Edits({"amp_url": "https://a.example/"}), "type:", 'ampWebUrl: "https://a.example/"\ntype:'),
        (Edits({"featured_content": "<b>"}), "\nprovider:", '\nfeaturedContent: "<b>"\n\nprovider:'),
        (Edits({"provider": None}), "provider:\n  name: News\n  domain: news.example\n\n", ""),
        (
            Edits({"provider": ProviderValues("b.example", "B: b", (ImageValues("https://b.example/"),))}),
            "name: News\n  domain: news.example",
            'name: "B: b"\n  domain: b.example\n  images:\n    - url: "https://b.example/"',
        ),
        (Edits(topics=["Power Apps", "ai"]), "- AI\n  - Power Apps", "- Power Apps\n  - AI"),
        (Edits(topics=["AI", "Robots", "no"]), "- AI\n  - Power Apps", '- AI\n  - Robots\n  - "no"'),
        (Edits(topics=[]), "topics:\n  - AI\n  - Power Apps\n\n", ""),
        (Edits({"secured": ""}), '\nsecured: "eA=="\n', ""),
        (Edits(images=[ImageValues("https://i.example/")]), "\nsecured", '\nimages:\n  - url: "https://i.example/"\n\nsecured'),
        (Edits(body="One\n\nTwo"), "---\n\n", "---\n\nOne\n\nTwo\n"),
    ],
)  # fmt: skip
def test_keys_come_change_and_go_as_the_house_has_them(edits, before, after):
    head, opening, rest = HOUSE.partition("\n")
    expected = head + opening + rest.replace(before, after)
    assert expected != HOUSE
    assert patch(HOUSE.encode(), edits).decode() == expected


def test_a_key_that_no_key_precedes_comes_first():
    raw = b"---\nx: 1 # mine\nwebUrl: https://a.example/\npublishedDateTime: 2024-03-05\n---\n"
    assert patch(raw, Edits({"title": "T"})) == raw.replace(b"x: 1", b'title: "T"\nx: 1')


def test_a_body_keeps_the_blank_lines_around_it():
    raw = document(body="\n\nOld\n\ntext\n\n\n").replace(b"\n", b"\r\n")
    assert patch(raw, Edits(body="New\ntext")) == raw.replace(b"Old\r\n\r\ntext", b"New\r\ntext")
    assert patch(raw, Edits(body="")) == raw.replace(b"Old\r\n\r\ntext", b"")


def test_a_file_that_ends_with_the_hyphens_gets_a_body_behind_them():
    assert patch(document().removesuffix(b"\n"), Edits(body="Text")) == document() + b"\nText\n"


RELATED = """related:
- title: One   # the first
  webUrl: https://one.example/
# between
- {title: Two, webUrl: 'https://two.example/', excerpt: 2}
- webUrl: https://three.example/
  title: Three
  mine: {b: 1, a: [~, "~"]}
- title: no address"""
ONE, TWO, THREE = (
    MentionValues(title=title, web_url=f"https://{title.lower()}.example/").key
    for title in ("One", "Two", "Three")
)


@pytest.mark.parametrize(
    ("wanted", "after"),
    [
        (
            [THREE, ONE, TWO],
            """related:
- webUrl: https://three.example/
  title: Three
  mine: {b: 1, a: [~, "~"]}
- title: One   # the first
  webUrl: https://one.example/
- {title: Two, webUrl: 'https://two.example/', excerpt: 2}""",
        ),
        (
            [MentionValues(title="Four", web_url="https://four.example/"), TWO],
            """related:
- title: "Four"
  excerpt: ""
  webUrl: "https://four.example/"
  type: article
  quality: 0
- {title: Two, webUrl: 'https://two.example/', excerpt: 2}""",
        ),
    ],
    ids=["moved", "added"],
)  # fmt: skip
def test_related_entries_stay_to_the_byte_wherever_they_go(wanted, after):
    assert patch(with_lines(f"title: T\n{RELATED}"), Edits(related=wanted)) == with_lines(
        f"title: T\n{after}"
    )


@pytest.mark.parametrize(
    "related",
    [
        "related: [{title: Two, webUrl: 'https://two.example/'}] # mine",
        "related:\n- {title: Two, webUrl: 'https://two.example/'} # mine",
        "related:\n-\n  title: x\n-\n  title: Two\n  webUrl: 'https://two.example/' # mine",
    ],
)
def test_a_list_whose_entries_share_a_line_or_have_none_gains_one(related):
    raw = with_lines(f"title: T\n{related}")
    assert patch(raw, TITLE) == raw.replace(b"title: T\n", b'title: "A \\"new\\" title"\n')
    four = MentionValues(title="Four", web_url="https://four.example/")
    patched = patch(raw, Edits(related=[four, TWO]))
    assert [one.title for one in parse(patched).seed.related] == ["Four", "Two"]
    assert b"# mine\n" in patched


def test_a_topic_that_is_called_null_is_not_the_null_beside_it():
    raw = document(topics="\n- ~\n- null\n- 'null'\n- AI")
    patched = patch(raw, Edits(topics=["AI", "null"]))
    assert parse(patched).seed.topics == ("AI", "null")


def test_a_picture_changes_in_the_keys_that_differ():
    raw = with_lines("title: T\nimages:\n  - {url: https://i.example/, width: 0, title: 'old'}\n  - url: x")
    patched = patch(raw, Edits(images=[ImageValues("https://i.example/", title="new")]))
    assert patched == raw.replace(b"'old'", b'"new"').replace(b"\n  - url: x", b"")


ALL_IN_ONE = b"""---
{title: Old, publishedDateTime: 2024-03-05, webUrl: 'https://a.example/', x: [~, 1, '1', {}, ""]}
---
B"""


def test_a_file_all_in_braces_changes_in_its_line():
    assert patch(ALL_IN_ONE, TITLE) == ALL_IN_ONE.replace(b"Old", rb'"A \"new\" title"')


def test_a_file_all_in_braces_that_gains_a_key_is_written_anew():
    patched = patch(ALL_IN_ONE, Edits({"excerpt": "E"}))
    assert patched.decode() == (
        '---\ntitle: Old\nexcerpt: "E"\npublishedDateTime: 2024-03-05\nwebUrl: "https://a.example/"\n'
        'x:\n  - ~\n  - 1\n  - "1"\n  - {}\n  - ""\n---\nB'
    )


@pytest.mark.parametrize("name", ["title", "excerpt", "featured_content"])
def test_keys_without_a_colon_do_not_mislead(name):
    raw = ALL_IN_ONE.replace(b"title: Old, ", b"excerpt, title: Old, ").replace(
        b"}\n", b", featuredContent}\n"
    )
    assert parse(patch(raw, Edits({name: "New"}))).seed == replace(parse(raw).seed, **{name: "New"})

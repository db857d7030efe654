"""The bytes of files as they are kept."""

import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import parse
from articles.seedfile.house_form import put_together, take_apart
from articles.seedfile.packing import Packed, UnpackableError, pack, pack_entry, unpack, unpack_entry
from tests.hostile import PLAIN
from tests.seedfile.test_related import DOCUMENT, ENTRY, document, edited, edits, touched, touches

SEED = parse(PLAIN).seed
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.binary(), texts, st.text("ab\n"))
def test_bytes_come_back_whatever_they_and_the_values_are(raw, title, body):
    seed = replace(SEED, title=title, body=body * 1000)
    assert unpack(pack(raw, seed), seed.said) == raw


def test_bytes_that_were_kept_without_a_dictionary_come_back():
    assert unpack(Packed(zlib.compress(PLAIN)), SEED.said) == PLAIN


def test_texts_that_the_values_hold_are_not_kept_twice():
    opaque = "".join(chr(33 + number * number % 89) for number in range(2000))
    seed = replace(SEED, secured=opaque)
    assert len(pack(opaque.encode(), seed).text) < 100 < len(zlib.compress(opaque.encode()))


def test_bytes_are_refused_beside_the_values_of_another_file():
    with pytest.raises(UnpackableError, match="do not belong"):
        unpack(pack(PLAIN, SEED), replace(SEED, title="Another").said)


def test_bytes_that_end_too_early_are_refused():
    with pytest.raises(UnpackableError, match="too early"):
        unpack(Packed(pack(PLAIN, SEED).text[:-1]), SEED.said)


@given(st.binary(), texts)
def test_entries_come_back_whatever_they_and_the_values_are(content, title):
    values = {"title": title, "excerpt": "An excerpt", "quality": 3}
    block = pack_entry(content, values)
    assert unpack_entry(block.text, values) == content
    assert block.digest == pack_entry(content, {}).digest


def test_entries_are_refused_beside_the_values_of_another():
    with pytest.raises(UnpackableError, match="do not belong"):
        unpack_entry(pack_entry(b"x", {"title": "A"}).text, {"title": "B"})


def kept_apart(raw):
    """The bytes, packed with the entries as blocks; None: the entries stay inside."""
    parsed = parse(raw)
    if parsed.seed is None:
        return None
    packed = pack(raw, parsed.seed, parsed.apart)
    if packed.blocks_at is None:
        assert unpack(packed, parsed.seed.said) == raw
        return None
    entries = [unpack_entry(one.block.text, one.said) for one in parsed.seed.related]
    assert unpack(packed, parsed.seed.said, entries) == raw
    return packed


DISTINCT = DOCUMENT.replace('"Bridge 2"', '"Bridge 4"', 1)


def test_related_entries_are_kept_apart():
    packed = kept_apart(document(DISTINCT))
    more = DISTINCT.replace(
        "\nsecured", "".join(ENTRY.format(number=number) for number in range(9, 99)) + "\nsecured"
    )
    assert len(kept_apart(document(more)).text) < len(packed.text) + 10


STAY_INSIDE = {
    "an entry is there twice": DOCUMENT,
    "an entry is no mapping": DISTINCT.replace("\nsecured", "  - just text\nsecured"),
    "an entry cannot be used": DISTINCT.replace("    quality: 97", "    quality: good", 1),
    "an entry is not regular": DISTINCT.replace("quality: 97", "quality: !!int 97", 1),
}


@pytest.mark.parametrize("yaml", STAY_INSIDE.values(), ids=STAY_INSIDE)
def test_entries_stay_in_their_file_where(yaml):
    raw = document(yaml)
    assert parse(raw).seed
    assert kept_apart(raw) is None


def test_line_ends_and_marks_keep_entries_in_their_file():
    raw = document(DISTINCT)
    assert kept_apart(b"\xef\xbb\xbf" + raw)
    assert kept_apart(raw.replace(b"\n", b"\r\n")) is None


@given(edits, touches)
def test_a_mutilated_document_comes_back(lines, characters):
    kept_apart(document(touched(edited(DISTINCT, lines), characters)))


def test_parts_make_the_whole():
    apart = take_apart(document(DOCUMENT))
    assert put_together(apart.before, apart.entries, apart.behind) == document(DOCUMENT)
    assert apart.rest.count(b"\n") == document(DOCUMENT).count(b"\n")

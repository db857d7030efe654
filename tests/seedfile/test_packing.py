"""The bytes of files as they are kept."""

import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import parse
from articles.seedfile.packing import UnpackableError, pack, unpack
from tests.hostile import PLAIN

SEED = parse(PLAIN).seed


@given(st.binary(), st.text(st.characters(exclude_categories=["Cs"])), st.text("ab\n"))
def test_bytes_come_back_whatever_they_and_the_values_are(raw, title, body):
    seed = replace(SEED, title=title, body=body * 1000)
    assert unpack(pack(raw, seed), seed.said) == raw


def test_bytes_that_were_kept_without_a_dictionary_come_back():
    assert unpack(zlib.compress(PLAIN), SEED.said) == PLAIN


def test_texts_that_the_values_hold_are_not_kept_twice():
    opaque = "".join(chr(33 + number * number % 89) for number in range(2000))
    seed = replace(SEED, secured=opaque)
    assert len(pack(opaque.encode(), seed)) < 100 < len(zlib.compress(opaque.encode()))


def test_bytes_are_refused_beside_the_values_of_another_file():
    with pytest.raises(UnpackableError, match="do not belong"):
        unpack(pack(PLAIN, SEED), replace(SEED, title="Another").said)


def test_bytes_that_end_too_early_are_refused():
    with pytest.raises(UnpackableError, match="too early"):
        unpack(pack(PLAIN, SEED)[:-1], SEED.said)

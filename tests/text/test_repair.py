"""Broken text is mended, all other text stays verbatim."""

from itertools import product

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.repair import MOJIBAKE, TYPOGRAPHY, repair

PLACE = "caf{}é"


def test_mojibake_is_decoded():
    assert repair("LAPD bars detectivesâ€™ use") == ("LAPD bars detectives’ use", ("mojibake",))


def test_mojibake_stays_where_asked():
    assert repair("detectivesâ€™ use", mojibake=False) == ("detectivesâ€™ use", ())


@pytest.mark.parametrize(
    "text",
    [
        *(
            "“curly” ‘quotes’",
            "é AT&amp;T &lt;b&gt;",
            "<b>bold</b>",
            "ﬁne ﬂow",
            "ＦＵＬＬ　width",
            "e\u0301 and é",
        ),
        *(
            "a\tb\r\nc\rd\u2028e",
            "soft\u00adhyphen",
            "نامه\u200cای",
            "👩\u200d💻",
            " outer blanks \n",
            "\u00a0",
        ),
        *("Новости", "\ue000 private", "", "�"),
    ],
)
def test_what_an_author_may_mean_stays_verbatim(text):
    assert repair(text) == (text, ())


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x01", "\x08", "\x0b", "\x0c", "\x0e", "\x1b", "\x1f", "\x7f", "\x81", "\u061c", "\u200b"),
        *("\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\ud800", "\udfff"),
        *("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"),
    ],
)
def test_a_character_that_no_text_needs_is_stripped(character):
    for text in (f"a{character}b", f"é{character}b"):
        assert repair(text) == (text.replace(character, ""), ("control characters",))
        assert repair(text, mojibake=False) == repair(text)


def test_a_text_can_need_both_repairs():
    assert repair("\x00detectivesâ€™") == ("detectives’", ("mojibake", "control characters"))


def test_mojibake_torn_apart_by_what_is_stripped_is_found():
    assert repair("CafÃ\u200b©").text == "Café"


def test_terminal_escapes_lose_their_teeth_only():
    assert repair("\x1b[31mred").text == "[31mred"
    assert repair("\x1b[31mréd").text == "[31mréd"


BROKEN = st.lists(
    st.one_of(
        st.text(), st.sampled_from(["Ã©", "â€™", "Ã", "\u200b", "\x99", "\x80", "\ud83d", "\udc00", "\n"])
    )
).map("".join)


@given(BROKEN, st.booleans())
def test_a_mended_text_needs_no_repair(text, mojibake):
    assert repair(repair(text, mojibake=mojibake).text, mojibake=mojibake).repairs == ()


@given(BROKEN, st.booleans())
def test_repairs_are_named_exactly_where_the_text_changes(text, mojibake):
    mended, repairs = repair(text, mojibake=mojibake)
    assert (mended != text) == bool(repairs)
    mended.encode()


def test_typography_beside_ascii_is_no_mojibake():
    texts = ["".join(one) for one in product(TYPOGRAPHY + "aA1 -.", repeat=4)]
    assert not any(map(ftfy.badness.is_bad, texts))


@given(st.text(st.sampled_from([*TYPOGRAPHY, *map(chr, range(32, 127)), "\t", "\r", "\n"])))
def test_text_that_gets_no_closer_look_would_be_left_alone(text):
    assert ftfy.fix_text_segment(text, MOJIBAKE) == text
    assert repair(text) == (text, ())

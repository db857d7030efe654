"""Foreign characters pass the YAML parser and come back."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile.smuggling import restore, smuggle

LOADERS = [yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)]
FOREIGN = "\0\x07\x1b\x7f\x80\x85\x9f\u2028\u2029\ufeff\ufffe\uffff\U0001fffe\U00010000\ue000\\ud83d\\uDE00"
TEXTS = st.lists(st.sampled_from(FOREIGN) | st.characters(codec="utf-8")).map("".join)


def scalar(source: str, loader: type) -> str:
    values = [
        event.value for event in yaml.parse(source, Loader=loader) if isinstance(event, yaml.ScalarEvent)
    ]
    return values[0]


@pytest.mark.parametrize("loader", LOADERS)
@given(text=TEXTS)
def test_a_text_in_single_quotes_comes_back_to_the_letter(loader, text):
    text = " ".join(text.split(" ")).replace("\n", "").replace("\r", "").replace("\t", "")
    quoted = "'" + text.replace("'", "''") + "'"
    assert restore(scalar(smuggle(quoted), loader)) == text


@pytest.mark.parametrize("loader", LOADERS)
@given(text=TEXTS)
def test_a_text_as_json_escapes_it_comes_back_to_the_letter(loader, text):
    assert restore(scalar(smuggle(json.dumps(text)), loader)) == text


def test_a_surrogate_that_has_no_other_half_stays_alone():
    loader = LOADERS[-1]
    assert restore(scalar(smuggle(r'"\ud83d \ude00\ud83d"'), loader)) == "\ud83d \ude00\ud83d"


def test_a_backslash_before_an_escape_keeps_it_text():
    assert restore(scalar(smuggle(r'"\\ud83d"'), LOADERS[-1])) == r"\ud83d"
    assert restore(scalar(smuggle(r"plain \ud83d"), LOADERS[-1])) == r"plain \ud83d"


@pytest.mark.parametrize("rest", ["", "\0", r"\ud83d"])
def test_a_text_that_looks_smuggled_stays_itself(rest):
    text = f"\U0001fffe\U00010000\U0001fffeud83d{rest}"
    assert restore(scalar(smuggle(f"'{text}'"), LOADERS[-1])) == text


def test_lines_stay_where_they_are():
    assert smuggle("a: \u2028\nb: \x85\n").count("\n") == 2


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="\\")))
def test_a_text_without_foreign_characters_is_left_alone(text):
    assert smuggle(text) == restore(text) == text

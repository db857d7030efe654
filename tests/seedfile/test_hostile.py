"""Every bad document gets its verdict, quickly; nothing is raised and no code of a document runs."""

import time
import tracemalloc

import pytest
import yaml

from articles.seedfile import MAX_BYTES, events, parse
from tests.hostile import HARMLESS, NOTED, PLAIN, REJECTED, SAME, STRIPPED, Case, document

EVERY = REJECTED | NOTED | HARMLESS
BOMBS = [
    *("100,000 brackets", "100,000 braces", "100,000 hyphens", "33 levels", "an alias", "a merge key"),
    *("ten levels of merge keys", "ten levels of aliases", "an anchor on a list"),
    "a domain of 40,000 marks",
]


def each(cases: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases.values(), ids=cases)


@each(REJECTED)
def test_a_bad_document_is_rejected_with_code_line_and_field(case):
    parsed = parse(case.raw)
    assert parsed.seed is None
    assert [(one.code, one.line, one.field) for one in parsed.problems] == [
        (case.code, case.line, case.field)
    ]


@each(REJECTED)
def test_a_message_is_short_printable_and_names_a_remedy(case):
    [problem] = parse(case.raw).problems
    assert problem.message.isprintable()
    assert len(problem.message) < 200
    assert ";" in problem.message
    assert not problem.field or problem.field in problem.message


@each(NOTED)
def test_what_can_be_mended_or_left_out_does_not_cost_the_file(case):
    parsed = parse(case.raw)
    assert parsed.problems == ()
    assert [(one.code, one.line, one.field) for one in parsed.notes] == [(case.code, case.line, case.field)]
    assert parsed.notes[0].message.isprintable()
    assert parsed.seed


@each(HARMLESS)
def test_a_harmless_document_is_read_without_a_word(case):
    parsed = parse(case.raw)
    assert parsed.seed
    assert parsed.problems == parsed.notes == ()


@pytest.mark.parametrize("raw", SAME.values(), ids=SAME)
def test_variations_of_form_make_no_difference(raw):
    assert parse(raw).seed == parse(PLAIN).seed


@pytest.mark.parametrize("title", STRIPPED.values(), ids=STRIPPED)
def test_what_no_text_needs_is_stripped(title):
    for repair in (True, False):
        assert parse(document(title=title), repair=repair).seed.title == "ab"


@each({name: case for name, case in EVERY.items() if len(case.raw) < 100_000})  # the one in Python is slow
def test_an_installation_without_libyaml_comes_to_the_same_verdict(case, monkeypatch):
    expected = parse(case.raw)
    monkeypatch.setattr(events, "LOADER", yaml.BaseLoader)
    parsed = parse(case.raw)
    assert parsed.seed == expected.seed
    assert parsed.notes == expected.notes
    assert [one.code for one in parsed.problems] == [one.code for one in expected.problems]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_next_to_nothing(name):
    raw = REJECTED[name].raw
    tracemalloc.start()
    parse(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    start = time.process_time()
    parse(raw)
    assert time.process_time() - start < 0.05
    assert peak < 10_000_000


def test_a_huge_document_is_rejected_before_it_is_looked_at():
    raw = bytes(MAX_BYTES + 1)
    tracemalloc.start()
    assert [problem.code for problem in parse(raw).problems] == ["too-large"]
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_no_tag_starts_a_process(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("a tag that runs code", "a whole tag that runs code", "a tag on a key"):
        parse(REJECTED[name].raw)
    assert list(tmp_path.iterdir()) == []

"""Edits of files in whatever form: what is edited changes, and nothing else."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from articles.seedfile import SeedValues, parse
from articles.seedfile.patch import patch
from articles.seedfile.patch_edits import Edits
from articles.seedfile.render_values import KEYS
from tests.seedfile import strategies
from tests.seedfile.strategies import files

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **{name: values for name, values in strategies.shared.items() if name not in ("extra", "images")},
    "published_at": strategies.instants,
    "cdn_amp_url": strategies.addresses,
    "heat": strategies.numbers,
    "flagged": st.booleans(),
    "featured_content": strategies.texts(100),
    "secured": strategies.texts(100),
}


def seed_of(raw: bytes) -> SeedValues:
    seed = parse(raw).seed
    assert seed is not None
    return seed


@given(files(), st.data())
def test_one_value_changes_and_no_other(raw, data):
    before = seed_of(raw)
    name = data.draw(st.sampled_from(sorted(FIELDS)))
    value = data.draw(FIELDS[name])
    after = replace(before, **{name: value})
    assume(all(entry.key != after.key for entry in before.related))
    assert parse(patch(raw, Edits({name: value}))).seed == after


@given(files(regular=True), st.data())
def test_lines_of_other_keys_stay_to_the_byte(raw, data):
    name = data.draw(st.sampled_from(sorted(FIELDS)))
    key = KEYS[name][0]
    patched = patch(raw, Edits({name: data.draw(FIELDS[name])}))
    assert lines_by_key(patched, without=key) == lines_by_key(raw, without=key)


def lines_by_key(raw: bytes, *, without: str) -> list[list[bytes]]:
    """The lines of a file in the house format, key by key; blank lines stand between them."""
    blocks: list[list[bytes]] = []
    for line in raw.splitlines(keepends=True):
        if line.strip() and (not blocks or not line.startswith((b" ", b"- "))):
            blocks.append([])
        if line.strip():
            blocks[-1].append(line)
    return [block for block in blocks if not block[0].startswith(f"{without}:".encode())]


@given(files(), st.data())
def test_lists_become_those_that_are_wanted(raw, data):
    before = seed_of(raw)
    topics = data.draw(some_of(before.topics, strategies.topics, str.casefold))
    images = data.draw(some_of(before.images, strategies.images, lambda image: image.url))
    edits = Edits(topics=topics, images=images)
    assert parse(patch(raw, edits)).seed == replace(before, topics=tuple(topics), images=tuple(images))


@given(files(), st.data())
def test_related_entries_are_arranged_and_added(raw, data):
    before = seed_of(raw)
    chosen = data.draw(some_of(before.related, strategies.related, lambda entry: entry.key))
    known = {entry.key for entry in before.related}
    wanted = [entry.key if entry.key in known else entry for entry in chosen]
    assume(all(entry.key != before.key for entry in chosen))
    assert parse(patch(raw, Edits(related=wanted))).seed == replace(before, related=tuple(chosen))


@st.composite
def some_of(draw: st.DrawFn, known: tuple[Any, ...], new: st.SearchStrategy[Any], identity: Any) -> list[Any]:
    """Some of `known` and of `new` ones, in any order; the known one of those alike."""
    first = {identity(item): item for item in reversed((*known, *draw(new)))}
    order = draw(st.permutations(list(first.values())))
    return order[: draw(st.integers(0, len(order)))]


@given(files(), strategies.bodies)
def test_a_body_changes_alone(raw, body):
    assert parse(patch(raw, Edits(body=body))).seed == replace(seed_of(raw), body=body)

"""Hypothesis strategies for values that seed files can hold, and for files that hold them."""

import codecs
from datetime import UTC, datetime
from typing import Any

import yaml
from hypothesis import assume
from hypothesis import strategies as st

from articles.seedfile import ImageValues, MentionValues, ProviderValues, SeedValues, parse
from articles.seedfile.front_matter import split
from articles.seedfile.render import render
from articles.seedfile.render_values import IMAGE_ORDER, MENTION_ORDER, SEED_ORDER
from articles.text.repair import repair

# What YAML, front matter or the repair could take for something else, beside any other character.
TRICKY = (
    *("NO", "null", "~", "12:30:45", "0123", "2024-03-05", "1e9", "true", "<<", "---", "- a", "a: b", "a #b"),
    *(
        "a:",
        " a ",
        "\ta\r\n",
        "C#",
        "#a",
        "'a'",
        '"a"',
        "\\",
        r"\ud83d",
        r"\x41",
        "\xa0",
        "\u2028",
        "é",
        "😀",
    ),
    *(
        "{a: b}",
        "[a]",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "?",
        "? a",
        ",",
        "a, b",
        "cafÃ©",
        "\ufdd0",
    ),
)
ADDRESSES = (
    *(
        "https://a.example/",
        "https://a.example/PR Newswire/\u2028/é",
        "http://b.example:8080/?id=1&utm_source=x#y",
    ),
    *('https://c.example/"quoted\\"', "https://d.example/: #", "https://e.example/ "),
)
KNOWN = {*SEED_ORDER, *MENTION_ORDER, *IMAGE_ORDER}


def texts(limit: int, *, alphabet: Any = None) -> st.SearchStrategy[str]:
    """Texts as the parser would leave them, of at most `limit` characters."""
    some = st.text(alphabet or st.characters(exclude_categories=["Cs"]), max_size=20)
    whole = st.lists(st.sampled_from(TRICKY) | some, max_size=3).map("".join)
    return whole.map(lambda text: repair(text[:limit]).text)


def filled(limit: int) -> st.SearchStrategy[str]:
    return texts(limit).filter(str.strip)


keys = texts(50).filter(lambda key: not set("\t\r\n\u2028\u2029") & set(key))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | texts(50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=5,
)
extras = st.dictionaries(keys.filter(lambda key: key not in KNOWN), json_values, max_size=2).map(
    lambda found: tuple(found.items())
)
addresses = st.sampled_from(ADDRESSES)
instants = st.datetimes(datetime(1800, 1, 1), datetime(2200, 12, 31), timezones=st.just(UTC))
numbers = st.integers(-(2**31), 2**31 - 1)
images = st.lists(
    st.builds(
        ImageValues,
        addresses,
        width=st.none() | st.integers(1, 2**31 - 1),
        height=st.none() | st.integers(1, 2**31 - 1),
        title=texts(1000),
        is_cached=st.none() | st.booleans(),
        extra=extras,
    ),
    max_size=2,
    unique_by=lambda image: image.url,
).map(tuple)
logos = images.map(lambda found: found[:1])
providers = st.none() | st.builds(
    ProviderValues, st.sampled_from(("a.example", "xn--bcher-kva.example", "127.1")), filled(200), logos
)
shared: dict[str, Any] = {
    "title": filled(1000),
    "excerpt": texts(20_000),
    "web_url": addresses,
    "original_url": st.just("") | addresses,
    "amp_url": st.just("") | addresses,
    "type": texts(200).filter(bool),
    "quality": numbers,
    "provider": providers,
    "images": images,
    "extra": extras,
}
mentions = st.builds(MentionValues, published_at=st.none() | instants, **shared)
related = st.lists(mentions, max_size=3, unique_by=lambda mention: mention.key).map(tuple)
topics = st.lists(filled(200), max_size=3, unique_by=str.casefold).map(tuple)
bodies = (
    texts(1000).map(lambda text: text.replace("\r", "").strip("\n")).filter(lambda text: not text.isspace())
)


def _without_itself(seed: SeedValues) -> bool:
    return all(mention.key != seed.key for mention in seed.related)


seeds = st.builds(
    SeedValues,
    published_at=instants,
    heat=numbers,
    flagged=st.booleans(),
    topics=topics,
    featured_content=texts(1000),
    secured=texts(1000),
    body=bodies,
    related=related,
    cdn_amp_url=st.just("") | addresses,
    **shared,
).filter(_without_itself)


class Dumper(yaml.SafeDumper):
    """Writes YAML in odd forms, but for aliases, which files must not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def form_of(raw: bytes) -> st.SearchStrategy[bytes]:
    """What PyYAML makes of a file, in one of its many styles."""
    matter = split(raw)
    options = {
        "default_flow_style": st.sampled_from((True, False, None)),
        "default_style": st.sampled_from((None, None, "'", '"', "|", ">")),
        "width": st.sampled_from((20, 80, 10**6)),
        "indent": st.integers(2, 6),
        "allow_unicode": st.booleans(),
        "sort_keys": st.booleans(),
    }
    values = yaml.load(matter.yaml, Loader=yaml.BaseLoader)
    dumped = st.fixed_dictionaries(options).map(lambda chosen: yaml.dump(values, Dumper=Dumper, **chosen))
    return dumped.map(lambda text: f"---\n{text}---\n{matter.body}".encode())


@st.composite
def files(draw: st.DrawFn, *, regular: bool = False) -> bytes:
    """Readable files: as the house writes them, or in odd forms; with any line ends."""
    raw = render(draw(seeds))
    if not regular and draw(st.booleans()):
        raw = draw(form_of(raw))
    raw = raw.replace(b"\n", draw(st.sampled_from((b"\n", b"\r\n", b"\r"))))
    assume(parse(raw).seed)  # PyYAML writes a few texts that nobody can read
    return draw(st.sampled_from((b"", codecs.BOM_UTF8))) + raw

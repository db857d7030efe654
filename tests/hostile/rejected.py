"""Documents that are left out, by what is wrong with them: code, line and field that the report must give."""

from tests.hostile.documents import SCRIPTS, Case, document, each, escaped, file

ENCODING = {
    "latin-1": Case(document(title="Café").decode().encode("latin-1"), "encoding", 3),
    "UTF-16": Case(document().decode().encode("utf-16"), "encoding", 1),
    "UTF-16 without a mark": Case(document().decode().encode("utf-16-le"), "encoding", 1),
    "UTF-16, big end first": Case(document().decode().encode("utf-16-be"), "encoding", 1),
    "truncated UTF-8": Case(document(body="one\rtwo\r\ncafé")[:-1], "encoding", 9),
    "a surrogate in UTF-8": Case(document(title="X").replace(b"X", b"\xed\xa0\xbd"), "encoding", 3),
    "overlong UTF-8": Case(document(title="X").replace(b"X", b"\xc0\x80"), "encoding", 3),
}

SHAPE = {
    "nothing": Case(b"", "empty"),
    "a byte order mark alone": Case(b"\xef\xbb\xbf", "empty"),
    "blank lines alone": Case(b" \r\n\n", "empty"),
    "nothing in the front matter": Case(b"---\n---\n", "empty", 2),
    "a comment in the front matter": file("empty-front-matter.md", "empty", 2),
    "one line of hyphens": Case(b"---", "unterminated", 1),
    "no end": file("unterminated.md", "unterminated", 1),
    "no front matter": file("no-front-matter.md", "no-front-matter", 1),
    "a blank line first": Case(b"\n" + document(), "no-front-matter", 1),
    "a list at the top": file("list-at-the-top.md", "not-a-mapping", 2),
    "a scalar at the top": file("scalar-at-the-top.md", "not-a-mapping", 2),
    "two documents": file("two-documents.md", "yaml", 3),
    "text after the end of a document": Case(document(x="1\n...\ny: 2"), "yaml", 8),
    "broken YAML": file("broken-yaml.md", "yaml", 2),
    "a directive": Case(b"---\n%YAML 1.1\ntitle: x\n---\n", "yaml", 3),
}

NESTING = {
    "100,000 brackets": Case(document(x="[" * 100_000), "too-deep", 6),
    "100,000 braces": Case(document(x="{a: " * 100_000), "too-deep", 6),
    "100,000 hyphens": Case(document(x="\n" + "- " * 100_000), "too-deep", 7),
    "33 levels": Case(document(x="[" * 32 + "]" * 32), "too-deep", 6),
}

ALIASES = {
    "an alias": file("alias.md", "alias", 4),
    "a merge key": file("merge-key.md", "alias", 6),
    "ten levels of merge keys": file("merge-bomb.md", "alias", 3),
    "ten levels of aliases": file("alias-bomb.md", "alias", 3),
    "an alias that means nothing": Case(document(x="*a"), "alias", 6),
    "an alias for a key": Case(document(x="{*a : 1}"), "alias", 6),
    "an anchor on a key": Case(document(x="{&a b: 1}"), "alias", 6),
    "an anchor on a list": Case(document(x="&a [1]"), "alias", 6),
}

KEYS = {
    "two titles": file("duplicate-title.md", "duplicate-key", 5, "title"),
    "two names of a provider": file("duplicate-key-deep-down.md", "duplicate-key", 8, "name"),
    "two keys of an unknown value": Case(document(x="{a: 1, a: 1}"), "duplicate-key", 6, "a"),
    "a list for a key": Case(document(x="{[a]: 1}"), "yaml", 6),
    "an invisible character in a key": Case(document(**{"sub\u200btitle": "x"}), "yaml", 6),
    "a key over two lines": Case(document(x='{"a\\nb": 1}'), "yaml", 6),
    "a long key": Case(document(**{"x" * 201: "1"}), "yaml", 6),
    "a NUL in a key": Case(document(**{r'"sub\0title"': "x"}), "yaml", 6),
}

TAGS = {
    "a tag that runs code": file("tag-that-runs-code.md", "yaml", 2),
    "a whole tag that runs code": file("whole-tag-that-runs-code.md", "yaml", 2),
    "a tag that is no Unicode": file("tag-that-is-no-unicode.md", "yaml"),
    "a tag for bytes": Case(document(x="!!binary aGk="), "yaml", 6),
    "a tag on the wrong kind": Case(document(x="!!map [1]"), "yaml", 6),
    "a tag on a key": Case(document(**{"!!python/name:os.system x": "1"}), "yaml", 6),
    "an escape beyond Unicode": Case(document(x=r'"\UFFFFFFFF"'), "yaml", 6),
}

SIZE = {
    "5 MB and a byte": Case(document(body="x" * (5_000_001 - len(document()))), "too-large"),
    "250,001 values": Case(document(x=f"[{'1,' * 250_000}]"), "too-large", 6),
    **each("too-large", "related", f"[{'{title: x},' * 1_001}]"),
    **each("too-large", "images", f"[{'{url: x},' * 1_001}]"),
    **each("too-large", "topics", f"[{'x,' * 1_001}]"),
    **each("too-long", "title", "x" * 1_001),
    **each("too-long", "webUrl", f"https://a.example/{'x' * 1_983}"),
    **each("too-long", "webUrl", f"https://a.example/{'é' * 992}"),
    **each("too-long", "excerpt", "x" * 20_001),
    **each("too-long", "type", "x" * 201),
    **each("too-long", "topics", f"[AI, {'x' * 201}]"),
    **each("too-long", "featuredContent", "x" * 1_000_001),
    **each("too-long", "secured", "x" * 1_000_001),
    "a long body": Case(document(body="\n" + "x" * 1_000_001), "too-long", 8, "body"),
}

NO_NUMBERS = (
    *("NO", "twelve", "1e9", "3.5", "0x1f", "1_000", "+5", "１２", '" 3"', '"3 "', '""', "[1]", "{a: 1}"),
    *("2147483648", "-2147483649", "12345678901", "9" * 5_000),
)
TYPES = {
    **each("bad-type", "quality", *NO_NUMBERS),
    **each("bad-type", "heat", *NO_NUMBERS),
    **each("bad-type", "published", "maybe", "1", "y", '""', "[true]", "{a: true}"),
    **each("bad-type", "category", "[news]"),
    **each("bad-type", "title", "[a]", "{a: b}"),
    **each("bad-type", "excerpt", "[a]"),
    **each("bad-type", "publishedDateTime", "[2024-03-05]"),
    **each("bad-type", "webUrl", "[https://a.example/]"),
    **each("bad-type", "secured", "[a]"),
    **each("bad-type", "related", "{}", "x"),
    **each("bad-type", "images", "{}", "x"),
    **each("bad-type", "topics", "{a: b}", "[[a]]", "[{a: b}]"),
    **each("bad-type", "provider", "x", "[x]"),
}

NO_DATES = (
    *("2024-13-45", "2024-02-30", "2023-02-29", "0000-01-01", "yesterday", "2024", "1709627400", " ", ""),
    *("2024-3-5", "20240305", "2024-W10-2", "２０２４-03-05", "2024-03-05T24:00:00Z", "2024-03-05T23:59:60Z"),
    *(
        "2024-03-05T08:30Z",
        "2024-03-05T08:30:00+25:00",
        "2024-03-05T08:30:00+01:60",
        "2024-03-05T08:30:00 CET",
    ),
    *("1799-12-31T23:59:59Z", "2201-01-01", "2200-12-31T23:59:59-01:00", "2024-03-05T08:30:00Z\0"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
)
DATES = {
    "a day that is none": file("bad-date.md", "bad-date", 3, "publishedDateTime"),
    **each("bad-date", "publishedDateTime", *map(escaped, NO_DATES)),
}

INVISIBLE = "\0\x07\x7f\x85\u200b\u202e\u2066\ufeff\ufffe"
ADDRESSES = {
    "a script for an address": file("javascript-address.md", "bad-url", 4, "webUrl"),
    **each("bad-url", "webUrl", *map(escaped, SCRIPTS)),
    **each("bad-url", "webUrl", *(f'"https://a.example/{character}"' for character in INVISIBLE)),
    **each("bad-url", "originalUrl", *map(escaped, SCRIPTS)),
}

MISSING = {
    "no title": file("missing-title.md", "missing-field", 2, "title"),
    "a blank title": Case(document(title='" "'), "missing-field", 2, "title"),
    "a title of nothing visible": Case(document(title='"\u200b"'), "missing-field", 2, "title"),
    "a null for a title": Case(document(title="null"), "missing-field", 2, "title"),
    "no date": Case(document(publishedDateTime=None), "missing-field", 2, "publishedDateTime"),
    "no address": Case(document(webUrl=None), "missing-field", 2, "webUrl"),
    "blank addresses": Case(document(webUrl='""', originalUrl="~"), "missing-field", 2, "webUrl"),
}

PROVIDERS = {
    "no domain": Case(document(provider="{name: x}"), "missing-field", 6, "provider.domain"),
    "a null for a domain": Case(document(provider="{domain: }"), "missing-field", 6, "provider.domain"),
    "a domain with a path": Case(
        document(provider="{domain: a.example/x}"), "bad-type", 6, "provider.domain"
    ),
    "a domain with blanks": Case(document(provider="{domain: a b}"), "bad-type", 6, "provider.domain"),
    "a domain of 40,000 marks": Case(
        document(provider='{domain: "%s"}' % ("\u0300\u0316" * 20_000)), "bad-type", 6, "provider.domain"
    ),
    "a domain of markup": Case(document(provider="{domain: <b>}"), "bad-type", 6, "provider.domain"),
    "a long domain": Case(
        document(provider=f"{{domain: {'a.' * 101}org}}"), "too-long", 6, "provider.domain"
    ),
    "a long name": Case(
        document(provider=f"{{domain: a, name: {'x' * 201}}}"), "too-long", 6, "provider.name"
    ),
    "logos that are no list": Case(
        document(provider="{domain: a, images: x}"), "bad-type", 6, "provider.images"
    ),
}

REJECTED = {
    **(ENCODING | SHAPE | NESTING | ALIASES | KEYS | TAGS | SIZE | TYPES),
    **(DATES | ADDRESSES | MISSING | PROVIDERS),
}

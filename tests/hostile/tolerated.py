"""Documents that are read all the same: with a note about what was repaired or left out, or with none."""

from tests.hostile.documents import NEXT_LINE, SCRIPTS, Case, document, escaped

# What stands between a and b is stripped; written as it is, and as YAML escapes it.
STRIPPED = {
    **{
        f"{ord(char):04X} in the title": f'"a{char}b"'
        for char in "\0\x01\x1f\x7f\x81\u200b\u202e\u2066\ufeff\uffff"
    },
    **{
        f"{escape} in the title": f'"a{escape}b"'
        for escape in (r"\0", r"\x07", r"\ud800", r"\uDFFF", r"\ufeff")
    },
    "a plain title": "a\0b",
    "a title in single quotes": "'a\u2060b'",
    "a title over lines": "|-\n  a\x1bb",
}
REPAIRED = {
    **{name: Case(document(title=yaml), "repair", 3, "title") for name, yaml in STRIPPED.items()},
    "mojibake in the title": Case(document(title="cafÃ©"), "repair", 3, "title"),
    "mojibake in a topic": Case(document(topics="[AI, cafÃ©]"), "repair", 6, "topics"),
    "mojibake in the provider": Case(
        document(provider="{domain: a, name: cafÃ©}"), "repair", 6, "provider.name"
    ),
    "mojibake in an unknown key": Case(document(x="{a: [cafÃ©]}"), "repair", 6, "x"),
    "mojibake in the body": Case(document(body="\ncafÃ©"), "repair", 8, "body"),
    "mojibake in a related title": Case(
        document(related="\n- webUrl: https://other.example/\n  title: cafÃ©"), "repair", 8, "related.title"
    ),
}


def related(name: str, yaml: str, *, line: int = NEXT_LINE, field: str = "related") -> dict[str, Case]:
    """The case of a file whose list ends with an entry that cannot be used."""
    entries = f"[{{title: Bridge, webUrl: https://other.example/}},{yaml}]"
    return {f"a related entry with {name}": Case(document(related=entries), "dropped-item", line, field)}


DROPPED = {
    **{
        f"{key} {address!r}": Case(document(**{key: escaped(address)}), "dropped-item", 6, key)
        for key in ("ampWebUrl", "cdnAmpWebUrl")
        for address in SCRIPTS
    },
    **{
        f"an image at {address!r}": Case(
            document(images=f"[{{url: {escaped(address)}}}]"), "dropped-item", 6, "images.url"
        )
        for address in SCRIPTS
    },
    "an AMP address that is a list": Case(document(ampWebUrl="[a]"), "dropped-item", 6, "ampWebUrl"),
    "a long AMP address": Case(
        document(ampWebUrl=f"https://a.example/{'x' * 2000}"), "dropped-item", 6, "ampWebUrl"
    ),
    "an image at an address of more bytes than an index holds": Case(
        document(images=f"[{{url: https://a.example/{'日' * 950}}}]"), "dropped-item", 6, "images.url"
    ),
    "an image that is no mapping": Case(document(images="[x]"), "dropped-item", 6, "images"),
    "an image without address": Case(document(images="[{width: 1}]"), "dropped-item", 6, "images.url"),
    "an image of unreadable size": Case(
        document(images="[{url: https://a.example/, width: wide}]"), "dropped-item", 6, "images.width"
    ),
    "an image twice": Case(
        document(images="[{url: https://a.example/}, {url: https://a.example/}]"), "dropped-item", 6, "images"
    ),
    "a logo at an address that is none": Case(
        document(provider="{domain: a, images: [{url: x}]}"), "dropped-item", 6, "provider.images.url"
    ),
    **related("no keys", "x"),
    **related("nothing", "~"),
    **related("no title", "{webUrl: https://third.example/}", field="related.title"),
    **related("no address", "{title: x}", field="related.webUrl"),
    **related("a bad date", "{title: x, publishedDateTime: x}", field="related.publishedDateTime"),
    **related("a bad number", "{title: x, quality: NO}", field="related.quality"),
    **related("a bad provider", "{title: x, provider: x}", field="related.provider"),
    **related("a long title", f"{{title: {'x' * 1001}}}", field="related.title"),
    **related(
        "the file's own key", "{title: Harbour BRIDGE reopens, webUrl: http://news.example/harbour-bridge}"
    ),
    **related("the key of another", "\n{title: bridge, webUrl: http://OTHER.example/}", line=7),
}
for _address in SCRIPTS:
    _entry = f"{{title: x, webUrl: {escaped(_address)}}}"
    DROPPED |= related(f"the address {_address!r}", _entry, field="related.webUrl")

NOTED = REPAIRED | DROPPED

PLAIN = document(body="One line.\nAnother.\n", excerpt="é")
SAME = {
    "a byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "CRLF": PLAIN.replace(b"\n", b"\r\n"),
    "lone CR": PLAIN.replace(b"\n", b"\r"),
    "no newline at the end": PLAIN.removesuffix(b"\n"),
    "all at once": b"\xef\xbb\xbf" + PLAIN.replace(b"\n", b"\r\n").removesuffix(b"\r\n"),
    "blank lines around the body": PLAIN.replace(b"---\nOne", b"---\n\n\nOne") + b"\n\n",
    "blanks behind the hyphens": PLAIN.replace(b"---\n", b"--- \t\n"),
    "another order of keys": document(
        body="One line.\nAnother.\n", title=None, excerpt="é\ntitle: Harbour bridge reopens"
    ),
    "quoted keys": PLAIN.replace(b"title", b'"title"'),
    "comments": PLAIN.replace(b"title", b"# a comment\ntitle"),
    "tags that say what is so": PLAIN.replace(b"title: ", b"title: !!str "),
    "no category": PLAIN.replace(b"category: news\n", b""),
    "category in capitals": PLAIN.replace(b"news\n", b"News\n"),
}

HARMLESS = {
    **{name: Case(raw) for name, raw in SAME.items()},
    "32 levels": Case(document(x="[" * 31 + "]" * 31)),
    "1,000 related links": Case(
        document(
            related="[" + "".join(f"{{title: x, webUrl: https://a.example/{n}}}," for n in range(1_000)) + "]"
        )
    ),
    "nulls for all that may be absent": Case(
        document(related="null", topics="~", images="", provider="Null", quality="NULL", ampWebUrl="null")
    ),
    "the longest address": Case(document(webUrl=f"https://a.example/{'é' * 991}")),
    "one topic without a list": Case(document(topics="AI")),
    "a date alone": Case(document(publishedDateTime="2024-03-05")),
    "a title that YAML takes for something else": Case(document(title="NO")),
    "markup in the title": Case(document(title='\'"><svg onload="alert(1)">\'')),
    "blanks and U+2028 in the address": Case(document(webUrl='"https://a.example/PR Newswire/\u2028/é"')),
    "an emoji as JSON escapes it": Case(document(title=r'"\ud83d\ude00"')),
    "a quoted merge key": Case(document(x='{"<<": 1}')),
    "topics that grow when their case is folded": Case(document(topics=f"[{'ΐ' * 200}, {'ﬃ' * 200}]")),
    "private characters": Case(document(title="\ue000\U000f0000\U0010fffd")),
    "what stays in text": Case(document(title=r'" \t\r\nsoft\u00adhyphen\u200c\u200d "')),
}

"""Web addresses: refused, compared, linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.addresses import address_hash, article_key, ascii_host, canonical, host, href, refusal
from tests.hostile import SCRIPTS

PAGE = "https://www.example.org/News/item?id=297750&b=2&a=1"

SPELLINGS = [
    "http://www.example.org/News/item?id=297750&b=2&a=1",
    "HTTPS://www.example.org/News/item?id=297750&b=2&a=1",
    "https://WWW.Example.ORG/News/item?id=297750&b=2&a=1",
    "https://www.example.org:443/News/item?id=297750&b=2&a=1",
    "http://www.example.org:80/News/item?id=297750&b=2&a=1",
    "https://www.example.org./News/item?id=297750&b=2&a=1",
    "https://www.example.org/News/item?id=297750&utm_source=x&b=2&a=1&fbclid=y",
    "https://www.example.org/News/item?id=297750&b=2&a=1#comments",
]

OTHER_PAGES = [
    "https://example.org/News/item?id=297750&b=2&a=1",
    "https://www.example.org/news/item?id=297750&b=2&a=1",
    "https://www.example.org/News/item/?id=297750&b=2&a=1",
    "https://www.example.org/News/item?id=297750&a=1&b=2",
    "https://www.example.org/News/item?id=297751&b=2&a=1",
    "https://www.example.org/News/item?id=297750&b=2&a=1&source=x",
    "https://www.example.org:8443/News/item?id=297750&b=2&a=1",
    "https://www.example.org/News/item?id=297750&b=2&a=1#!/en",
    "https://www.example.org/News/x/../item?id=297750&b=2&a=1",
    "https://www.example.org/News//item?id=297750&b=2&a=1",
    "https://www.example.org/News/ite%6D?id=297750&b=2&a=1",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_of_one_page_have_one_canonical_form(spelling):
    assert canonical(spelling) == PAGE


@pytest.mark.parametrize("address", OTHER_PAGES)
def test_whatever_may_be_another_page_stays_another(address):
    assert canonical(address) == address


@pytest.mark.parametrize(
    "name",
    [
        *("utm_campaign", "UTM_Source", "fbclid", "gclid", "dclid", "msclkid"),
        *("mc_cid", "mc_eid", "igshid", "yclid", "mkt_tok"),
    ],
)
def test_a_tracking_parameter_is_dropped_wherever_it_stands(name):
    assert canonical(f"https://example.org/?{name}=1") == "https://example.org/"
    assert canonical(f"https://example.org/?{name}=1&id=2") == "https://example.org/?id=2"
    assert canonical(f"https://example.org/?id=2&{name}") == "https://example.org/?id=2"


def test_a_query_without_tracking_is_kept_to_the_letter():
    for query in ("?", "?&&a", "?utmost=1&my_gclid=2", "?a=1?b=2"):
        assert canonical(f"https://example.org/{query}") == f"https://example.org/{query}"


def test_an_international_host_has_one_form():
    forms = ["https://bücher.example/", "https://BÜCHER.example/", "http://xn--bcher-kva.example/"]
    forms.append("https://bu\u0308cher。example/")
    assert {canonical(form) for form in forms} == {"https://xn--bcher-kva.example/"}


def test_sharp_s_leads_to_its_own_host_as_in_browsers():
    assert host("https://straße.example/") == "xn--strae-oqa.example"


@pytest.mark.parametrize("address", SCRIPTS)
def test_an_address_that_runs_something_or_hides_where_it_leads_is_refused(address):
    assert refusal(address)
    assert href(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "example.org",
            "//example.org/",
            "https:/example.org",
            "https:example.org",
            "ftp://example.org/",
        ),
        *("http:///x", "https://?q", "https://:443/", "https://.example.org/", "https://a..b/"),
        *(
            "https://user@example.org/",
            "https://user:secret@example.org/",
            "https://good.example@evil.example/",
        ),
        *("https://good.example\\@evil.example/", "https://good.example\\.evil.example/"),
        *("https://example.org:0/", "https://example.org:65536/", "https://example.org:http/"),
        *("https://example.org:１/", "https://a:1:2/", "https://[::1]/", "https://ex%61mple.org/"),
        *("https://exa mple.org/", "https://exa\u00a0mple.org/", "https://exa\u00admple.org/"),
        *('https://exa"mple.org/', "https://exa<mple.org/", "https://exa>mple.org/", "https://exa℀mple.org/"),
        *(
            f"https://{'a' * 64}.org/",
            f"https://{'a.' * 127}org/",
            f"https://{'ü' * 60}.org/",
            f"https://{'ü.' * 100}org/",
        ),
        *(f"https://example.org/{'a' * 1981}",),
    ],
)
def test_an_address_that_leads_nowhere_safe_is_refused(address):
    assert refusal(address)
    assert href(address) == host(address) == ""
    assert canonical(address) == address


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x07", "\t", "\n", "\r", "\x7f", "\x85", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060"),
        *("\u202e", "\u2066", "\ufeff", "\ufdd0", "\uffff", "\U0001fffe", "\ud800"),
    ],
)
def test_an_invisible_character_is_refused_and_named(character):
    assert f"U+{ord(character):04X}" in str(refusal(f"https://example.org/a{character}b"))


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (PAGE, PAGE),
        ("https://apnews.com/PR Newswire/1", "https://apnews.com/PR%20Newswire/1"),
        ("https://a.example/x\u2028/", "https://a.example/x%E2%80%A8/"),
        ("https://a.example/é?q=ü#ß", "https://a.example/%C3%A9?q=%C3%BC#%C3%9F"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://a.example/%41%zz%", "https://a.example/%41%25zz%25"),
        ('https://a.example/"<>\\^`{|}[]', "https://a.example/%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D"),
        ("https://a.example/?a=b&c='(d)*+,;e?f/g@h:i~", "https://a.example/?a=b&c='(d)*+,;e?f/g@h:i~"),
        ("https://a.example/x.png ", "https://a.example/x.png"),
        ("http://a.example:443/?#", "http://a.example:443/?#"),
        ("http://a.example:0080/#a#b", "http://a.example/#a%23b"),
    ],
)
def test_a_link_encodes_what_its_syntax_needs_and_nothing_else(address, link):
    assert refusal(address) is None
    assert href(address) == link
    assert href(link) == link


def test_a_refusal_says_what_is_wrong():
    assert refusal("https://user:secret@example.org/") == "contains a user name or password"
    assert refusal("https:///x") == "has no host"


def test_the_longest_address_is_accepted():
    assert refusal(f"https://example.org/{'a' * 1980}") is None


def test_a_host_is_given_in_its_one_form():
    assert host("http://WWW.Example.ORG.:8080/x") == "www.example.org"


@pytest.mark.parametrize("name", ["", ".", "a b", "a/b", "a@b", "a..b", "a:80", "ä/b", "x" * 254])
def test_a_text_that_is_no_host_name_raises(name):
    with pytest.raises(ValueError, match="host"):
        ascii_host(name)


def test_a_key_is_of_address_and_title_together():
    key = article_key(PAGE, "Harbour bridge reopens")
    assert len(key) == len(address_hash(PAGE)) == 64
    assert {article_key(spelling, "HARBOUR bridge reopens") for spelling in SPELLINGS} == {key}
    assert article_key(PAGE, "Harbour bridge closes") != key
    assert article_key(f"{PAGE}0", "Harbour bridge reopens") != key


def test_a_refused_address_has_a_key_too():
    assert len(article_key("\ud800", "\ud800")) == 64


def test_a_key_is_the_same_whether_mojibake_was_repaired_or_not():
    assert article_key(PAGE, "LAPD bars detectivesâ€™ use") == article_key(PAGE, "LAPD bars detectives’ use")


ADDRESSES = st.one_of(
    st.text(max_size=80),
    st.builds("{}://{}{}".format, st.sampled_from(["http", "HTTPS", "ftp"]), st.text(max_size=20), st.text()),
    st.builds("https://a.example{}".format, st.text(max_size=80)),
)


@given(ADDRESSES)
def test_any_text_has_a_verdict_and_stable_forms(address):
    assert canonical(canonical(address)) == canonical(address)
    assert href(href(address)) == href(address)
    assert (refusal(address) is None) == bool(href(address)) == bool(host(address))
    assert href(address).isascii()
    assert not set(href(address)) & set(' "<>\\^`{|}')
    assert len(article_key(address, address)) == 64

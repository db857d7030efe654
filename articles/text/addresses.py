"""Web addresses: which can be used at all, when two mean one page, and how one is written into a link."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from articles.text.characters import NEVER_IN_ADDRESS
from articles.text.repair import repair

MAX_ADDRESS = 2000  # bytes in UTF-8; PostgreSQL has room for some 2,700 in an index
MAX_HOST = 253  # characters; RFC 1035
MAX_UNFOLDED = 4 * MAX_HOST  # characters of a host before it is folded, which may make it shorter
MAX_PORT = 65535

# They say how a reader came, not which page it is; any other parameter may be the page's identity.
TRACKING_PARAMETERS = {
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "yclid",
    "mkt_tok",
}
TRACKING_PREFIX = "utm_"

_SHAPE = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_AUTHORITY = re.compile(r"(?P<host>[^:]*)(?::(?P<port>[0-9]{0,5}))?")
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_INVISIBLE = re.compile(f"[{NEVER_IN_ADDRESS}]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT_IN_LINKS = "/?:@!$&'()*+,;=~%"  # RFC 3986: what path and query may hold beside letters and digits
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class _Parts(NamedTuple):
    """An address taken apart: scheme and host in their one form, `:`, `?`, `#` kept with what they open."""

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str


def refusal(address: str) -> str | None:
    """Why `address` cannot be used, as the rest of a sentence about it, or None.

    Blanks and non-ASCII behind the host are real and accepted.
    """
    try:
        _parts(address)
    except ValueError as reason:
        return str(reason)
    return None


def too_long(address: str) -> str:
    """What is wrong with an address that is longer than can be kept, else ""."""
    size = len(address) if address.isascii() else len(address.encode(errors="surrogatepass"))
    return f"has {size:,} bytes; the limit is {MAX_ADDRESS:,}" if size > MAX_ADDRESS else ""


@lru_cache(maxsize=64)  # an article is known by its address twice, with and without its title
def canonical(address: str) -> str:
    """The one spelling of all addresses that mean this page; a refused address stays as it is.

    Scheme, form of the host, default port, tracking parameters and fragment (but `#!`, which some sites
    route by) make no difference; all else does.
    """
    try:
        parts = _parts(address)
    except ValueError:
        return address
    # Either default port, since either scheme: else http://a.example:443 would have two canonical forms.
    port = "" if parts.port in _DEFAULT_PORTS.values() else parts.port
    fragment = parts.fragment if parts.fragment.startswith("#!") else ""
    return f"https://{parts.host}{port}{parts.path}{_without_tracking(parts.query)}{fragment}"


def address_hash(address: str) -> str:
    """SHA-256 of the canonical address, 64 hexadecimal digits."""
    return _sha256(canonical(address))


def article_key(address: str, title: str) -> str:
    """What an article is known by, 64 hexadecimal digits: its address with its title, repaired and folded."""
    return _sha256(f"{canonical(address)}\n{repair(title).text.casefold()}")


def href(address: str) -> str:
    """`address` as a valid link: blanks and non-ASCII encoded, `%XX` kept; "" for a refused address."""
    try:
        parts = _parts(address)
    except ValueError:
        return ""
    port = "" if parts.port == _DEFAULT_PORTS[parts.scheme] else parts.port
    # Browsers drop a blank at the end, but would ask for an encoded one.
    rest, hash_mark, fragment = f"{parts.path}{parts.query}{parts.fragment}".rstrip(" ").partition("#")
    return f"{parts.scheme}://{parts.host}{port}{_encoded(rest)}{hash_mark}{_encoded(fragment)}"


def host(address: str) -> str:
    """The host in its one form, `www.` included; "" for a refused address."""
    try:
        return _parts(address).host
    except ValueError:
        return ""


@lru_cache(maxsize=2048)  # collections name the same few hundred hosts over and over
def ascii_host(name: str) -> str:
    """The one form of a host name: lower case, no trailing dot, Punycode; raises ValueError for what is none.

    Compatibility forms are folded as browsers do (UTS 46), and like there `ß` stays itself.
    """
    if len(name) > MAX_UNFOLDED:  # folding takes time that grows with the square of its length
        raise ValueError("has no valid host")
    folded = name.lower() if name.isascii() else _folded(name)
    folded = folded.removesuffix(".")
    if len(folded) <= MAX_HOST and folded.isprintable():
        labels = [label if label.isascii() else _punycode(label) for label in folded.split(".")]
        if _HOST.fullmatch(joined := ".".join(labels)) and len(joined) <= MAX_HOST:
            return joined
    raise ValueError("has no valid host" if name else "has no host")


@lru_cache(maxsize=64)  # an address that is accepted is taken apart again for its canonical form
def _parts(address: str) -> _Parts:
    """Take `address` apart; a ValueError says why it is refused."""
    if excess := too_long(address):
        raise ValueError(excess)
    plain = address.isascii() and address.isprintable()  # nearly all are, and these tests are fast
    if not plain and (found := _INVISIBLE.search(address)):
        raise ValueError(f"contains the invisible character U+{ord(found[0]):04X}")
    shape = _SHAPE.fullmatch(address)
    if not shape:
        raise ValueError("does not start with http:// or https://")
    if "@" in shape["authority"]:
        raise ValueError("contains a user name or password")
    authority = _AUTHORITY.fullmatch(shape["authority"])
    if not authority or not _is_port(authority["port"]):
        raise ValueError("has no valid host or port")
    return _Parts(
        scheme=shape["scheme"].lower(),
        host=ascii_host(authority["host"]),
        port=f":{int(authority['port'])}" if authority["port"] else "",
        path=shape["path"],
        query=shape["query"] or "",
        fragment=shape["fragment"] or "",
    )


def _is_port(digits: str | None) -> bool:
    return not digits or 0 < int(digits) <= MAX_PORT


def _folded(name: str) -> str:
    lower = unicodedata.normalize("NFKC", name).lower()
    return unicodedata.normalize("NFKC", lower).replace("。", ".")  # the full stop of East Asian keyboards


def _punycode(label: str) -> str:
    return f"xn--{label.encode('punycode').decode('ascii')}"


def _without_tracking(query: str) -> str:
    parameters = query[1:].split("&")
    kept = [parameter for parameter in parameters if not _is_tracking(parameter.partition("=")[0].lower())]
    if len(kept) == len(parameters):
        return query
    return f"?{'&'.join(kept)}" if any(kept) else ""


def _is_tracking(name: str) -> bool:
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIX)


def _encoded(text: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", text), safe=_KEPT_IN_LINKS)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()

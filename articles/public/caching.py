"""Who may keep a page, and how long: what strangers get for five seconds, what a signed-in person gets never.

Nothing is ever invalidated: a page is at most `LIFETIME` old wherever it comes from, our cache, a shared
cache, or one behind the other, because each hands on only what is left of that time.
"""

import hashlib
import json
import math
import re
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_string
from django.views.decorators.http import require_safe

from articles.filters import known
from articles.public.keeping import LIFETIME, Kept, read, turn, write

GRACE = 1  # of these, in which a shared cache may still show the page while it fetches the next one
# What a shared cache may do with an answer that was made just now and is not kept here.
BRIEFLY = f"public, max-age=0, s-maxage={LIFETIME - GRACE}, stale-while-revalidate={GRACE}"
EARLY = 1  # seconds before its end, in which one reader has a page made anew and all others get it at once
SHORTEST = 200  # bytes that are worth compressing
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")  # unless it is the one thing not wanted

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]
GetResponse = Callable[[HttpRequest], HttpResponse]
Parameters = Callable[[HttpRequest], Mapping[str, str] | None]


def page(view: View[Arguments]) -> View[Arguments]:
    """A page that is the same whatever the query string says."""
    return _kept(view, lambda request: {})


def list_page(view: View[Arguments]) -> View[Arguments]:
    """A page that depends on the parameters of lists; what people search for is not kept."""
    return _kept(view, _list_parameters)


def _list_parameters(request: HttpRequest) -> Mapping[str, str] | None:
    given = known(request.GET) if request.META.get("QUERY_STRING") else {}
    return None if "q" in given else given


def _kept(view: View[Arguments], parameters: Parameters) -> View[Arguments]:
    """Tell `kept_pages` of a view, and what its page depends on beside the path."""
    answer = require_safe(view)
    vars(answer)["kept_by"] = parameters
    return answer


def kept_pages(get_response: GetResponse) -> GetResponse:
    """Middleware: answer strangers from the cache, before sessions, accounts and views are asked.

    It stands behind what makes every answer safe (HTTPS, headers) and before all else. What is kept is the
    answer as it came through the rest, so that a page from the cache differs in nothing from one made anew.
    Pages of people with a session, be it over, are made for them and kept by nobody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        parameters = _kept_by(request.path_info, settings.ROOT_URLCONF)
        if parameters is None or request.method not in ("GET", "HEAD"):
            return get_response(request)
        request.get_host()  # one that is not ours is refused, whatever is kept
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return _for_nobody_to_keep(get_response(request))
        request.COOKIES = {}  # a stranger's page depends on none, and a malformed one would be set anew
        given, coding = parameters(request), _coding(request)
        if given is None:
            return _for_nobody_to_keep(_as_sent(get_response(request), coding))
        return _from_cache(request, _key(request.path, tuple(given.items()), coding), get_response, coding)

    return middleware


@lru_cache(maxsize=1024)  # to look for a view takes as long as to look for its page
def _kept_by(path: str, urlconf: str) -> Parameters | None:
    """How the page at `path` depends on the request; None where there is no page to keep."""
    try:
        return getattr(resolve(path, urlconf).func, "kept_by", None)
    except Resolver404:
        return None


def _coding(request: HttpRequest) -> str:
    """How the page is to be sent: "gzip" or as it is."""
    accepted = "HTTP_ACCEPT_ENCODING"  # asked for itself: `request.headers` would make objects of all of them
    return "gzip" if _GZIP.search(request.META.get(accepted, "")) else ""


def _from_cache(request: HttpRequest, key: str, get_response: GetResponse, coding: str) -> HttpResponse:
    kept = read(key)
    if kept and kept.left > EARLY:
        return _answer(request, kept)
    with turn(key, wait=not kept) as mine:
        kept = kept or read(key)  # made while this one waited
        if not kept or (mine and kept.left <= EARLY):
            asked = time.time()
            response = _as_sent(get_response(request), coding)
            if not _may_be_kept(response):
                told = response.has_header("Cache-Control")  # a sitemap that is sent as it is read
                return response if told else _for_nobody_to_keep(response)
            kept = _keep(key, response, asked)
    return _answer(request, kept)


def _may_be_kept(response: HttpResponse) -> bool:
    personal = response.cookies or response.has_header("Cache-Control")
    return response.status_code == 200 and not response.streaming and not personal


def _as_sent(response: HttpResponse, coding: str) -> HttpResponse:
    """A stranger's page, compressed where asked for: it holds no secret that its length could tell."""
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    if coding and not response.streaming and len(response.content) >= SHORTEST:
        response.content = compress_string(response.content)
        response.headers["Content-Encoding"] = coding
        response.headers["Content-Length"] = str(len(response.content))
    return response


def _for_nobody_to_keep(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


@lru_cache(maxsize=1024)
def _key(path: str, given: tuple[tuple[str, str], ...], coding: str) -> str:
    asked = json.dumps([path, sorted(given), coding])
    return f"page:{hashlib.blake2b(asked.encode(errors='surrogatepass'), digest_size=20).hexdigest()}"


def _keep(key: str, response: HttpResponse, made: float) -> Kept:
    etag = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    kept = Kept(response.content, {**response.headers, "ETag": etag}, made)
    write(key, kept)
    return kept


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page itself, or 304 to who has it already."""
    left = max(0, math.floor(kept.left))
    age = f"public, max-age=0, s-maxage={max(0, left - GRACE)}, stale-while-revalidate={min(left, GRACE)}"
    # Asked without a response, it makes one only where the page need not be sent.
    answer = get_conditional_response(request, etag=kept.headers["ETag"])
    if answer is None:
        return HttpResponse(kept.content, headers={**kept.headers, "Cache-Control": age})
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        for name in ("ETag", "Vary"):
            answer.headers[name] = kept.headers[name]
        answer.headers["Cache-Control"] = age
    return answer

"""Who may keep a page, and how long: what strangers get for five seconds, what a signed-in person gets never.

Nothing is ever invalidated: a page is at most `LIFETIME` old wherever it comes from, our cache, a shared
cache, or one behind the other, because each hands on only what is left of that time.
"""

import hashlib
import json
import logging
import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from articles.filters import known

LIFETIME = 5  # seconds
GRACE = 1  # of these, in which a shared cache may still show the page while it fetches the next one
EARLY = 1  # seconds before its end, in which one reader has a page made anew and all others get it at once
PATIENCE = 2  # seconds to wait for another reader's page before making the same
TURNS = tuple(threading.Lock() for _ in range(64))
REST = 5  # seconds without asking a cache that failed: readers should not wait for it one by one

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]
Parameters = Callable[[HttpRequest], Mapping[str, str] | None]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendered page, when it was made (seconds since 1970), and what it is recognised by."""

    content: bytes
    headers: dict[str, str]
    etag: str
    made: float

    @property
    def left(self) -> float:
        """Seconds that it may still be shown."""
        return self.made + LIFETIME - time.time()


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
    """Answer GET and HEAD from the cache where possible.

    Only people with a session cookie are looked up; all others cost no query.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        stranger = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if not stranger and request.user.is_authenticated:
            return _for_nobody_to_keep(view(request, *args, **kwargs))
        given = parameters(request)
        if given is None:
            return _for_nobody_to_keep(view(request, *args, **kwargs))
        key = _key(request.path, given)
        kept = _read(key)
        if kept and kept.left > EARLY:
            return _answer(request, kept, shared=stranger)
        with _turn(key, wait=not kept) as mine:
            kept = kept or _read(key)  # made while this one waited
            if not kept or (mine and kept.left <= EARLY):
                asked = time.time()
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or response.streaming or response.has_header("Cache-Control"):
                    return response
                kept = _keep(key, response, asked)
        return _answer(request, kept, shared=stranger)

    return answer


@contextmanager
def _turn(key: str, *, wait: bool) -> Iterator[bool]:
    """Whether this reader is the one to make the page; the others of this process get it from there."""
    turn = TURNS[int(key[-4:], 16) % len(TURNS)]
    mine = turn.acquire(timeout=PATIENCE if wait else 0)
    try:
        yield mine
    finally:
        if mine:
            turn.release()


def _for_nobody_to_keep(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _key(path: str, given: Mapping[str, str]) -> str:
    asked = json.dumps([path, sorted(given.items())])
    return f"page:{hashlib.blake2b(asked.encode(errors='surrogatepass'), digest_size=20).hexdigest()}"


def _keep(key: str, response: HttpResponse, made: float) -> Kept:
    etag = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    kept = Kept(response.content, dict(response.headers), etag, made)
    _write(key, kept)
    return kept


def _answer(request: HttpRequest, kept: Kept, *, shared: bool) -> HttpResponse:
    """The page itself, or 304 to who has it already."""
    response = HttpResponse(kept.content, headers=kept.headers)
    response.headers["ETag"] = kept.etag
    left = max(0, math.floor(kept.left))
    # A session that is over is told to go with the answer: that is for one person.
    response.headers["Cache-Control"] = (
        f"public, max-age=0, s-maxage={max(0, left - GRACE)}, stale-while-revalidate={min(left, GRACE)}"
        if shared
        else "private, max-age=0"
    )
    patch_vary_headers(response, ["Cookie"])
    # Typed for any kind of response, it gives back this one or a 304 made of it.
    return cast("HttpResponse", get_conditional_response(request, etag=kept.etag, response=response))


class _Rest:
    """Until when a cache that failed is left alone, on this process's clock."""

    until = 0.0


def _read(key: str) -> Kept | None:
    kept = _without_harm(lambda: cache.get(key))
    return kept if isinstance(kept, Kept) and 0 < kept.left <= LIFETIME else None


def _write(key: str, kept: Kept) -> None:
    _without_harm(lambda: cache.set(key, kept, LIFETIME))


def _without_harm(ask: Callable[[], object]) -> object:
    """Ask the cache; one that is down costs speed and a line in the log, never a page."""
    if time.monotonic() < _Rest.until:
        return None
    try:
        return ask()
    except Exception:  # each cache has errors of its own, and none of them is a reader's
        _Rest.until = time.monotonic() + REST
        logger.warning("the cache does not answer; pages are made anew for %s s", REST, exc_info=True)
        return None

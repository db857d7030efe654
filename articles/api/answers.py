"""How the API answers: JSON for any origin, recognisable by its ETag, errors in the same form."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    # Made when it is asked for; shared caches may give it again for the five seconds that pages get.
    "Cache-Control": "public, max-age=0, s-maxage=4, stale-while-revalidate=1",
    "X-Robots-Tag": "noindex",
}

METHODS = ["GET", "HEAD", "OPTIONS"]
# What a browser wants to hear before a page of another site may send If-None-Match.
PREFLIGHT = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",  # seconds
}

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def answers(view: View[Arguments]) -> View[Arguments]:
    """An endpoint: to be read from anywhere, 304 to who has the answer already."""

    @csrf_exempt  # nothing can be written; other methods hear that (405), not that a cookie is missing
    @require_http_methods(METHODS)
    @wraps(view)
    def answer(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=HEADERS | PREFLIGHT)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = error(404, _("There is nothing here that is published."))
        if response.status_code == 200:
            response = _unless_known(request, response)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


def ok(payload: dict[str, Any]) -> HttpResponse:
    """`payload` as it is."""
    return _response(payload, 200)


def error(status: int, message: str) -> HttpResponse:
    """What is wrong, for people; programs read the status."""
    return _response({"error": {"status": status, "message": message}}, status)


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    response.headers["ETag"] = etag
    # Typed for any kind of response, it gives back this one or a 304 made of it.
    return cast("HttpResponse", get_conditional_response(request, etag=etag, response=response))


def _response(payload: dict[str, Any], status: int) -> HttpResponse:
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    # Half of a character, which JSON in the database can spell, is none in UTF-8.
    written = content.encode(errors="replace")
    return HttpResponse(written, content_type="application/json", status=status)

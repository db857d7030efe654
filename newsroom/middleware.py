"""Response headers that neither Django nor a package sets."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

# What no page of ours asks a browser for; an embedded video may still go full screen.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Add the one policy of `settings.CONTENT_SECURITY_POLICY` to every response that has none of its own.

    Packages put it together anew for every response, which takes longer than to find a page in the cache.
    """
    policy = "; ".join(" ".join((name, *said)) for name, said in settings.CONTENT_SECURITY_POLICY.items())

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not (
            settings.DEBUG and response.status_code in (404, 500)
        ):  # Django explains these in its own style
            response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def permissions_policy(get_response: GetResponse) -> GetResponse:
    """Add `Permissions-Policy` to every response that has none of its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def head_without_content(get_response: GetResponse) -> GetResponse:
    """Answer HEAD with headers alone; gunicorn warns in its log of all content that it throws away."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming and response.content:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


def no_cookies_for_all(get_response: GetResponse) -> GetResponse:
    """Take the cookies off what shared caches may keep: they would hand them on to whoever asks next.

    Sessions and the protection of forms answer a cookie that is none of theirs with one of their own.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.cookies and "public" in response.get("Cache-Control", ""):
            response.cookies.clear()
        return response

    return middleware

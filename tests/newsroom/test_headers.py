"""The headers that protect readers and staff, on every kind of answer."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

pytestmark = pytest.mark.django_db
KINDS = ["/healthz", "/admin/login/", "/admin/", "/no-such-page"]


@pytest.mark.parametrize("path", KINDS)
def test_policy_allows_nothing_inline_and_nothing_foreign_but_featured_videos(
    client: Client, path: str
) -> None:
    header = client.get(path)["Content-Security-Policy"]
    policy = {name: sources for name, *sources in (part.split() for part in header.split(";"))}

    assert policy == {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "frame-src": [
            "https://www.youtube.com",
            "https://www.youtube-nocookie.com",
            "https://player.vimeo.com",
        ],
    }


@pytest.mark.parametrize("path", KINDS)
def test_other_protections_are_set(client: Client, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", [*KINDS, "/about/", "/api/news/index.json", "/robots.txt"])
def test_servers_get_no_content_to_throw_away_for_head(rf: RequestFactory, path: str) -> None:
    handler = WSGIHandler()  # Django's test client takes the content off itself
    whole, head = (
        handler.get_response(ask(path, headers={"Host": "testserver"})) for ask in (rf.get, rf.head)
    )

    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert int(head["Content-Length"]) == len(whole.content)

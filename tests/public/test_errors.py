"""Pages for what goes wrong: they say what happened and what to do, and need nothing that may be broken."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path

pytestmark = pytest.mark.urls(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def senseless(request: HttpRequest) -> HttpResponse:
    raise BadRequest


urlpatterns = [
    path("broken/", broken, name="broken"),
    path("forbidden/", forbidden, name="forbidden"),
    path("senseless/", senseless, name="senseless"),
    path("", include("articles.public.urls")),
]


@pytest.mark.parametrize(
    ("address", "status", "headline"),
    [
        ("/broken/", 500, "Something broke on our side"),
        ("/forbidden/", 403, "You may not see this page"),
        ("/senseless/", 400, "This request makes no sense to us"),
        ("/nowhere/", 404, "There is no page at this address"),
    ],
)
@override_settings(DEBUG=False)
def test_error_page_says_what_happened_without_asking_the_database(
    address: str, status: int, headline: str
) -> None:
    client = Client(raise_request_exception=False)

    response = client.get(address)  # the test has no database, so that a query would fail it

    content = response.content.decode()
    assert response.status_code == status
    assert headline in content
    assert "Go to the front page" in content
    assert content.count("<h1") == 1
    assert 'name="robots" content="noindex"' in content
    assert "canonical" not in content

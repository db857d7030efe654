"""How the API answers: to any origin, conditionally, to GET and HEAD alone, with errors in JSON."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from tests.factories import make_topic
from tests.people import editor
from tests.public.world import published

__all__ = ["editor"]
pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/api/news/index.json",
    "/api/news/page/1/index.json",
    "/api/news/space/index.json",
    "/api/news/space/page/1/index.json",
    "/api/news/2024-05-01-a/index.json",
    "/api/topics/index.json",
    "/api/openapi.json",
)


@pytest.fixture(autouse=True)
def article() -> None:
    published("Naïve", slug="2024-05-01-a", topics=(make_topic("Space", slug="space"),))


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_origin_may_read_it_and_no_search_engine_keeps_it(client: Client, address: str) -> None:
    response = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_answer_already_gets_304(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"

    published("Newer", slug="2024-05-02-b")
    assert client.get("/api/news/index.json", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_would(client: Client, address: str) -> None:
    get, head = client.get(address), client.head(address)

    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == get["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_written(address: str, method: str) -> None:
    client = Client(enforce_csrf_checks=True)

    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/nothing"])
def test_browsers_may_ask_conditionally_from_other_sites(address: str) -> None:
    asking = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    response = Client(enforce_csrf_checks=True).options(
        address, headers={"Origin": "https://elsewhere.example", **asking}
    )

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Headers"] == "*"
    assert response["Access-Control-Allow-Methods"] == response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("cookie", ["csrftoken", "sessionid"])
def test_nobody_gets_a_cookie_which_shared_caches_would_hand_on(client: Client, cookie: str) -> None:
    client.cookies[cookie] = "forged"

    for address in ADDRESSES:
        response = client.get(address)
        assert not response.cookies
        assert "public" in response["Cache-Control"]


def test_staff_get_what_everybody_gets(client: Client, editor: User) -> None:
    stranger = client.get("/api/news/index.json")
    client.force_login(editor)
    staff = client.get("/api/news/index.json")

    assert staff.content == stranger.content
    assert staff["Cache-Control"] == stranger["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["news/nothing/index.json", "news/%C2%84/index.json", "x%0Ay", "", "news/"]
)
def test_what_is_not_there_is_said_in_json_too(client: Client, address: str) -> None:
    response = client.get(f"/api/{address}", headers={"Origin": "https://elsewhere.example"})

    assert response.status_code == 404
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["error"]["message"]


def test_non_ascii_text_comes_as_itself(client: Client) -> None:
    assert "Naïve" in client.get("/api/news/index.json").content.decode()


def test_half_a_character_put_into_the_database_by_hand_breaks_no_answer(client: Client) -> None:
    with connection.cursor() as cursor:  # JSON can spell what is no text; imports take it out
        cursor.execute("UPDATE articles_article SET extra = %s", [r'{"highlight": "a\ud800b"}'])

    for address in ("news", "news/2024-05-01-a"):
        response = client.get(f"/api/{address}/index.json")
        assert b'"highlight":"a?b"' in response.content, address

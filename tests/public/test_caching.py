"""Caching: strangers get kept pages, staff never, nobody one that is older than five seconds."""

import gzip
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from articles.curation.withdraw import withdraw
from articles.models import Article, FormerSlug
from articles.public import keeping
from articles.public.caching import kept_pages
from tests.people import editor, reader
from tests.public.world import published

__all__ = ["editor", "reader"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache")]
NOW = timezone.now().replace(microsecond=0)


class BrokenCache(LocMemCache):
    """A cache whose server is down."""

    def get(self, *args: object, **kwargs: object) -> object:
        raise ConnectionError("no cache here")

    set = get


def test_page_is_kept_for_five_seconds_and_no_longer(
    client: Client, django_assert_num_queries: object
) -> None:
    article = published("Seen", live_from=NOW - timedelta(days=1))
    with time_machine.travel(NOW, tick=False) as clock:
        first = client.get(article.get_absolute_url())
        Article.objects.update(title="Changed")

        clock.shift(3.9)
        with django_assert_num_queries(0):  # type: ignore[operator]
            again = client.get(article.get_absolute_url())
        clock.shift(1.2)
        later = client.get(article.get_absolute_url())

    assert again.content == first.content
    assert "Changed" in later.content.decode()


def test_schedules_and_withdrawals_show_within_five_seconds(client: Client, editor: User) -> None:
    article = published("Seen", live_from=NOW - timedelta(days=1))
    published("Scheduled", live_from=NOW + timedelta(seconds=1))
    with time_machine.travel(NOW, tick=False) as clock:
        before = client.get("/news/").content.decode()
        withdraw(Article.objects.filter(pk=article.pk), by=editor)
        clock.shift(5)
        after = client.get("/news/").content.decode()

    assert ("Seen" in before, "Scheduled" in before) == (True, False)
    assert ("Seen" in after, "Scheduled" in after) == (False, True)


def test_our_cache_and_a_shared_one_together_keep_five_seconds(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for age in range(5):
            control = client.get("/")["Cache-Control"]
            fresh = re.fullmatch(
                r"public, max-age=0, s-maxage=([0-9]), stale-while-revalidate=([0-9])", control
            )
            assert fresh, control
            assert age % 4 + int(fresh[1]) + int(fresh[2]) == 5  # after four seconds it is made anew
            clock.shift(1)


def test_page_that_a_client_has_is_answered_without_a_question(
    client: Client, django_assert_num_queries: object
) -> None:
    published("Seen")
    etag = client.get("/news/")["ETag"]

    with django_assert_num_queries(0):  # type: ignore[operator]
        response = client.get("/news/", headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag
    assert "s-maxage" in response["Cache-Control"]
    assert client.get("/news/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_kept_page_asks_nobody_behind_the_cache(rf: RequestFactory) -> None:
    def behind(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return HttpResponse("Made")

    asked: list[HttpRequest] = []
    middleware = kept_pages(behind)
    etag = middleware(rf.get("/about/"))["ETag"]

    kept = middleware(rf.get("/about/"))
    unchanged = middleware(rf.get("/about/", headers={"If-None-Match": etag}))
    for_another_state = middleware(rf.get("/about/", headers={"If-Match": '"other"'}))

    assert len(asked) == 1
    assert [one.status_code for one in (kept, unchanged, for_another_state)] == [200, 304, 412]
    assert (unchanged["ETag"], unchanged["Vary"]) == (kept["ETag"], kept["Vary"])
    assert "Content-Type" not in unchanged
    assert "Cache-Control" not in for_another_state  # an error is nothing to keep


def test_etag_is_the_same_wherever_the_page_was_made(client: Client) -> None:
    etag = client.get("/about/")["ETag"]
    cache.clear()

    assert client.get("/about/")["ETag"] == etag


def test_kept_page_has_the_headers_of_one_made_anew(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    with time_machine.travel(NOW, tick=False):
        made, kept = (client.get("/about/", secure=True) for _ in range(2))

    assert made.headers == kept.headers
    assert {"Content-Security-Policy", "X-Frame-Options", "Strict-Transport-Security"} <= kept.headers.keys()


def test_kept_page_is_for_our_hosts_and_https_only(client: Client, settings: Any) -> None:
    kept = client.get("/about/", secure=True)
    settings.SECURE_SSL_REDIRECT = True

    assert kept.status_code == 200
    assert client.get("/about/", headers={"Host": "evil.example"}).status_code == 400
    moved = Client().get("/about/")
    assert (moved.status_code, moved["Location"]) == (301, "https://testserver/about/")


@pytest.mark.parametrize("asked", ["gzip", "br;q=1.0, gzip;q=0.8, *;q=0.1", "deflate, gzip"])
def test_page_is_compressed_for_who_asks(client: Client, asked: str) -> None:
    plain = client.get("/about/")
    for _ in ("made anew", "kept"):
        response = client.get("/about/", headers={"Accept-Encoding": asked})

        assert response["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content) == plain.content
        assert int(response["Content-Length"]) == len(response.content) < len(plain.content)
        assert "Accept-Encoding" in response["Vary"]
        assert response["ETag"] != plain["ETag"]
        known = {"Accept-Encoding": asked, "If-None-Match": response["ETag"]}
        assert client.get("/about/", headers=known).status_code == 304


@pytest.mark.parametrize("asked", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_page_is_as_it_is_for_all_others(client: Client, asked: str) -> None:
    client.get("/about/", headers={"Accept-Encoding": "gzip"})
    response = client.get("/about/", headers={"Accept-Encoding": asked})

    assert "Content-Encoding" not in response
    assert b"</html>" in response.content


def test_found_pages_are_compressed_and_not_kept(client: Client) -> None:
    response = client.get("/search/?q=cloud", headers={"Accept-Encoding": "gzip"})

    assert b"cloud" in gzip.decompress(response.content)
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_page_that_sets_a_cookie_is_one_persons(rf: RequestFactory) -> None:
    def with_cookie(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("For you")
        response.set_cookie("yours", str(len(made)))
        made.append(request)
        return response

    made: list[HttpRequest] = []
    middleware = kept_pages(with_cookie)

    assert [middleware(rf.get("/about/")).cookies["yours"].value for _ in range(2)] == ["0", "1"]


def test_head_is_get_without_the_content(client: Client) -> None:
    published("Seen")
    got = client.get("/news/")
    asked = client.head("/news/")

    assert asked.status_code == 200
    assert asked.content == b""
    assert asked["ETag"] == got["ETag"]


def test_page_is_the_same_whatever_strangers_send(client: Client) -> None:
    published("Seen")
    plain = client.get("/news/")
    headers = {f"X-Header-{number}": f"value {number}" for number in range(20)} | {
        "Accept-Language": "fr",
        "User-Agent": "x",
        "X-Forwarded-Host": "evil.example",
        "Accept": "text/plain",
    }

    for kept in (True, False):
        for cookies in ({}, {"csrftoken": "malformed", "theme": "dark"}, {"sessionid": "forged"}):
            client.cookies.clear()
            client.cookies.load(cookies)
            if not kept:
                cache.clear()
            response = client.get("/news/", headers=headers)
            assert set(response.cookies) <= {"sessionid"}
            assert response.content == plain.content
            assert "Cookie" in response["Vary"]
    assert "private" in response["Cache-Control"]  # the answer that ends a session is one person's


@pytest.mark.parametrize("name", ["editor", "reader"])
def test_signed_in_people_neither_fill_nor_get_the_cache(
    client: Client, request: pytest.FixtureRequest, name: str
) -> None:
    article = published("Seen")
    signed_in = Client()
    signed_in.force_login(request.getfixturevalue(name))
    strangers = client.get(article.get_absolute_url())
    Article.objects.update(title="Changed")

    response = signed_in.get(article.get_absolute_url())

    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert "Changed" in response.content.decode()
    assert client.get(article.get_absolute_url()).content == strangers.content


def test_errors_and_redirects_are_kept_by_nobody(client: Client, editor: User) -> None:
    assert client.get("/news/2024-05-01-soon/").status_code == 404
    article = published("Seen", slug="2024-05-01-soon")
    FormerSlug.objects.create(article=article, slug="2024-05-01-former")
    gone = published("Gone", slug="2024-05-01-gone")
    withdraw(Article.objects.filter(pk=gone.pk), by=editor)
    answers = {"/news/2024-05-01-nothing/": 404, "/news/2024-05-01-gone/": 410, "/news/?sort=password": 400}

    assert client.get("/news/2024-05-01-soon/").status_code == 200
    # Shared caches and browsers keep all of these as long as they like, where nothing forbids it.
    for address, status in {**answers, "/news/2024-05-01-former/": 301}.items():
        response = client.get(address)
        assert (response.status_code, response["Cache-Control"]) == (status, "private, no-store"), address


def test_parameters_that_nobody_knows_share_one_page(
    client: Client, django_assert_num_queries: object
) -> None:
    published("Seen")
    first = client.get("/news/?min_quality=0&sort=heat")

    with django_assert_num_queries(0):  # type: ignore[operator]
        for query in ("sort=heat&min_quality=0&utm_source=x", "min_quality=+0&sort=heat&page=7"):
            assert client.get(f"/news/?{query}").content == first.content


def test_broken_cache_breaks_no_page(
    client: Client, settings: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keeping._Rest, "until", 0.0)
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.BrokenCache"}}  # type: ignore[attr-defined]
    published("Seen")

    pages = [client.get("/news/") for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "Seen" in pages[2].content.decode()
    assert len(caplog.records) == 1  # after a failure the cache is left alone for a while
    monkeypatch.setattr(keeping._Rest, "until", 0.0)


def test_while_one_reader_has_a_page_made_anew_the_others_get_the_old_one(client: Client) -> None:
    published("Seen", live_from=NOW - timedelta(days=1))
    with time_machine.travel(NOW, tick=False) as clock:
        first = client.get("/news/")
        Article.objects.update(title="Changed")
        clock.shift(4.5)
        for turn in keeping.TURNS:  # somebody is making it
            turn.acquire()
        try:
            meanwhile = client.get("/news/")
        finally:
            for turn in keeping.TURNS:
                turn.release()

        assert meanwhile.content == first.content
        assert "Changed" in client.get("/news/").content.decode()

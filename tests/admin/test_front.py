"""The front page of the desk, and the way in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.curation.publish import publish
from articles.importing.lock import import_lock
from articles.models import Article, ImportRun
from tests.admin.browsing import form_on, text_of
from tests.factories import make_article, make_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def front(client):
    response = client.get("/admin/")
    assert response.status_code == 200
    return text_of(response.content.decode())


def test_it_counts_each_state_and_leads_to_its_list(desk):
    ahead = timezone.now() + timedelta(days=1)
    for fields in (
        {},
        {},
        {"decision": "review"},
        {"flagged": True},
        {"decision": "published", "live_from": ahead},
    ):
        make_article(**fields)
    make_stub()
    words = front(desk)
    for expected in (
        "1 in review",
        "2 candidate",
        "2 published",
        "0 withdrawn",
        "0 rejected",
        "1 scheduled",
        "1 stubs",
    ):
        assert expected in words
    html = desk.get("/admin/").content.decode()
    for query in ("status=candidate", "status=scheduled", "kind=stub"):
        assert desk.get(f"/admin/articles/article/?{query}").context["cl"].result_count in (1, 2)
        assert f'href="/admin/articles/article/?{query}"' in html


def test_it_names_what_to_look_at_next_reviews_before_hot_candidates(desk):
    make_article("Cold", heat=1)
    make_article("Hot", heat=900)
    make_article("Waiting", decision="review")
    make_article("Done", flagged=True)
    words = front(desk)
    assert words.index("Waiting") < words.index("Hot") < words.index("Cold")
    assert "Done" not in words


def test_it_tells_what_was_done_and_how_imports_went(desk, editor):
    make_article()
    publish(Article.objects.all(), by=editor)
    now = timezone.now()
    clean = ImportRun.objects.create(finished_at=now, report={"created": 5, "updated": 2})
    partly = ImportRun.objects.create(finished_at=now, report={"problems": [{"code": "yaml"}]})
    broken = ImportRun.objects.create(started_at=now - timedelta(days=1))
    running = ImportRun.objects.create()
    with import_lock():
        words = front(desk)
    for expected in (
        "Alice published 1 article",
        f"Import {clean.pk} complete 5 created, 2 updated",
        f"import {partly.pk} : files left out",
        f"import {broken.pk} : broken off",
        f"Import {running.pk} running",
    ):
        assert expected in words


def test_an_empty_newsroom_says_so(desk):
    assert "Nothing waits for a decision" in front(desk)


def test_only_administrators_are_led_to_the_rest(desk, administrator):
    assert "Everything else" not in front(desk)
    desk.force_login(administrator)
    assert "Everything else" in front(desk)


def test_staff_without_a_role_are_told_to_ask_for_one(client, reader):
    reader.is_staff = True
    reader.save()
    client.force_login(reader)
    assert "Ask an administrator for a role" in front(client)


def test_logging_in_leads_where_one_wanted_to_go(client, curator):
    url = "/admin/articles/article/?status=review"
    response = client.get(url)
    form = form_on(client, response.url, id="login-form")
    assert client.post(response.url, form.sent(username="Bob", password="wrong")).status_code == 200
    response = client.post(response.url, form.sent(username="Bob", password="correct horse"))
    assert response.url == url


def test_a_reader_who_is_logged_in_is_told_why_this_is_not_for_them(client, reader):
    client.force_login(reader)
    response = client.get("/admin/", follow=True)
    assert "You are logged in as Charlie, who may not see this page" in text_of(response.content.decode())


def test_pages_carry_the_name_of_the_site_and_no_script_or_style_inside(desk, settings):
    make_article()
    for url in (
        "/admin/",
        "/admin/articles/article/",
        f"/admin/articles/article/{Article.objects.get().pk}/change/",
    ):
        html = desk.get(url).content.decode()
        assert "Newsroom" in html
        for inline in (" style=", "<style", "<script>", " onclick=", "javascript:"):
            assert inline not in html


def test_large_numbers_can_be_read(desk):
    Article.objects.bulk_create(Article(title=str(n), slug=f"2024-05-01-{n}") for n in range(1000))
    assert "1,000 candidate" in front(desk)

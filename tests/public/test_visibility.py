"""What readers may not see is on no page and answers 404 or 410; staff see it, marked and never stored."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import FormerSlug
from tests.factories import make_article, make_image, make_stub
from tests.people import curator, reader
from tests.public.world import CANARY, LOST, SECRET, feeds, make_world, pages, published, unseen_fields

__all__ = ["curator", "reader"]
pytestmark = pytest.mark.django_db


def test_no_page_shows_anything_of_an_unpublished_article(client: Client) -> None:
    article, _ = make_world()

    for page in [*pages(article), *feeds(article)]:
        response = client.get(page)
        assert response.status_code == 200, page
        assert CANARY not in response.content.decode(), page
        assert CANARY.lower() not in response.content.decode().lower(), page


@pytest.mark.parametrize("state", unseen_fields())
def test_pages_of_topic_and_provider_without_published_articles_are_404(client: Client, state: str) -> None:
    _, unseen = make_world()
    provider = unseen[state].provider
    assert provider

    assert client.get(unseen[state].ordered_topics[0].get_absolute_url()).status_code == 404
    assert client.get(provider.get_absolute_url()).status_code == 404
    assert client.get(reverse("articles:list"), {"topic": f"canary-{state}"}).status_code == 400
    assert client.get(reverse("articles:list"), {"provider": provider.domain}).status_code == 400


@pytest.mark.parametrize("state", unseen_fields())
def test_unpublished_article_answers_404_or_410_if_readers_had_it(client: Client, state: str) -> None:
    article = make_article(f"{CANARY}-{state}", **unseen_fields()[state])

    response = client.get(article.get_absolute_url())

    assert response.status_code == (410 if state in LOST else 404)
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize("state", unseen_fields())
def test_staff_see_an_unpublished_article_marked_and_never_stored(
    client: Client, curator: User, state: str
) -> None:
    article = make_article(f"{CANARY}-{state}", **unseen_fields()[state])
    client.force_login(curator)

    response = client.get(article.get_absolute_url())

    assert response.status_code == 200
    assert CANARY in response.content.decode()
    assert "Readers do not see this article." in response.content.decode()
    assert "noindex" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_staff_are_told_that_readers_see_an_article(client: Client, curator: User) -> None:
    client.force_login(curator)

    response = client.get(published().get_absolute_url())

    assert "Readers see this article." in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("state", unseen_fields())
def test_account_without_the_permission_sees_no_unpublished_article(
    client: Client, reader: User, state: str
) -> None:
    article = make_article(**unseen_fields()[state])
    client.force_login(reader)

    assert client.get(article.get_absolute_url()).status_code in (404, 410)


def test_readers_get_no_notice_for_staff(client: Client) -> None:
    assert "For staff" not in client.get(published().get_absolute_url()).content.decode()


def test_former_slug_redirects_for_ever(client: Client) -> None:
    article = published()
    FormerSlug.objects.create(slug="2024-05-01-as-it-was", article=article)

    response = client.get("/news/2024-05-01-as-it-was/")

    assert response.status_code == 301
    assert response.headers["Location"] == article.get_absolute_url()


@pytest.mark.parametrize("state", unseen_fields())
def test_former_slug_does_not_tell_the_new_one_of_an_unpublished_article(client: Client, state: str) -> None:
    article = make_article(slug=f"2024-05-01-{CANARY}", **unseen_fields()[state])
    FormerSlug.objects.create(slug="2024-05-01-as-it-was", article=article)

    response = client.get("/news/2024-05-01-as-it-was/")

    assert response.status_code == (410 if state in LOST else 404)
    assert CANARY not in str(response.headers)


def test_stub_has_no_page(client: Client) -> None:
    make_stub()

    assert client.get("/news/None/").status_code == 404


def test_article_is_seen_from_the_instant_it_goes_live(client: Client) -> None:
    article = published(live_from=timezone.now())

    assert client.get(article.get_absolute_url()).status_code == 200
    assert article.title in client.get("/").content.decode()


def test_secured_values_and_foreign_pictures_are_on_no_page(client: Client) -> None:
    article, _ = make_world()
    article.secured = SECRET
    article.save()
    picture = make_image(article, url="https://pictures.example.org/a.jpg")

    for page in [*pages(article), *feeds(article)]:
        content = client.get(page).content.decode()
        assert SECRET not in content, page
        assert picture.url not in content, page

"""Every page asks the same number of questions for five articles and for many, and at most eight."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.catalogue import refresh
from articles.models import Article, ArticleTopic, Image, Provider, RelatedLink, Topic
from tests.factories import link, make_article, make_mention, make_provider, make_stub, make_topic
from tests.public.world import feeds, pages, published

pytestmark = pytest.mark.django_db
MOST = 8


def grow(number: int, links: int) -> Article:
    """A newsroom of `number` articles, each on two topics with a picture; the newest lists `links` stubs."""
    topics = [make_topic(f"Topic {n} of {number}") for n in range(8)]
    providers = [make_provider(f"Provider {n} of {number}") for n in range(20)]
    now = timezone.now()
    articles = Article.objects.bulk_create(
        Article(
            title=f"Article {n} of {number}",
            slug=f"2024-05-01-{number}-{n}",
            key=f"{number}-{n}",
            web_url="https://www.example.org/",
            published_at=now - timedelta(minutes=n),
            live_from=now - timedelta(minutes=n),
            decision="published",
            provider=providers[n % 20],
            heat=n % 7,
        )
        for n in range(number)
    )
    ArticleTopic.objects.bulk_create(
        ArticleTopic(article=one, topic=topics[(n + place) % 8], position=place)
        for n, one in enumerate(articles)
        for place in range(2)
    )
    Image.objects.bulk_create(Image(article=one, url="https://img.example/a.jpg") for one in articles)
    for n in range(links):
        link(articles[0], make_stub(), mention=make_mention(providers[0], title=f"Report {n}"))
    link(articles[0], articles[1], mention=make_mention(title="Here"))
    link(articles[0], make_article(), our_title="Added by an editor")
    refresh()
    return Article.objects.get(pk=articles[0].pk)


def counts(client: Client, article: Article) -> list[int]:
    """Number of queries of each kind of page, and of lists with all their parameters."""
    topic, provider = article.ordered_topics[0].slug, article.provider
    assert provider
    filtered = f"/news/?topic={topic}&provider={provider.domain}&from=2020-01-01&min_quality=0&sort=heat"
    addresses = [
        *pages(article),
        *feeds(article),
        filtered,
        "/news/?topic=nope",
        "/news/?provider=nope.example",
        f"/search/?q=artikle+nobodysaysit&topic={topic}&provider={provider.domain}",
        "/nope/",
    ]
    found = []
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        assert len(queries) <= MOST, "\n".join([address, *(query["sql"][:150] for query in queries)])
        found.append(len(queries))
    return found


def test_pages_ask_the_same_number_of_questions_whatever_the_size(client: Client) -> None:
    few = counts(client, grow(5, links=2))
    many = counts(client, grow(700, links=179))

    assert few == many
    assert Topic.objects.count() == 16
    assert Provider.objects.count() == 40
    assert RelatedLink.objects.count() == 185


def test_static_answers_ask_nothing(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get("/nope/")


def test_editors_links_cost_one_question_more_whatever_their_number(client: Client) -> None:
    def questions(editors_links: int) -> int:
        article = published()
        for number in range(editors_links):
            link(article, make_stub(), our_title=f"Ours {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(article.get_absolute_url())
        return len(queries)

    assert questions(1) == questions(20) <= MOST

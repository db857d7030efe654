"""Every page of the desk asks the database the same few questions, for 5 rows and for many."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation.journal import Changed, record
from articles.models import (
    Article,
    ArticleTopic,
    Document,
    Image,
    ImportRun,
    Mention,
    Provider,
    RelatedLink,
    Topic,
)

pytestmark = pytest.mark.django_db

FEW, MANY = 5, 300
DAY = datetime(2024, 5, 1, tzinfo=UTC)
STATES = ({}, {"flagged": True}, {"decision": "review"}, {"decision": "published"}, {"decision": "withdrawn"})

# Address, and how many queries it may take.
PAGES = {
    "front": ("/admin/", 18),
    "articles": ("/admin/articles/article/", 11),
    "articles and stubs": ("/admin/articles/article/?kind=all", 11),
    "filtered": (
        "/admin/articles/article/?q=title&provider=example&topic=topic&quality=0&picture=elsewhere&kind=all",
        13,
    ),
    "page 2": ("/admin/articles/article/?p=2", 11),
    "article": ("article", 18),
    "collector": ("collector", 20),
    "coverage": ("coverage", 10),
    "found coverage": ("coverage ?find=title", 11),
    "history": ("history", 10),
    "providers": ("/admin/articles/provider/", 8),
    "provider": ("provider", 8),
    "topics": ("/admin/articles/topic/", 8),
    "topic": ("topic", 8),
    "imports": ("/admin/articles/importrun/", 8),
    "import": ("importrun", 12),
    "journal": ("/admin/articles/action/", 10),
    "action": ("action", 14),
    "suggestions": (
        "/admin/autocomplete/?app_label=articles&model_name=article&field_name=provider&term=p",
        8,
    ),
}


def fill(number: int, prefix: str) -> dict[str, int]:
    """So many of everything, all of it hanging on one article; gives the ids of one of each."""
    providers = Provider.objects.bulk_create(
        Provider(name=f"Provider {prefix} {n}", domain=f"{prefix}{n}.example.org") for n in range(number)
    )
    topics = Topic.objects.bulk_create(
        Topic(name=f"Topic {prefix} {n}", key=f"topic {prefix} {n}", slug=f"{prefix}-{n}")
        for n in range(number)
    )
    mentions = Mention.objects.bulk_create(
        Mention(digest=f"{prefix}{n}", key=f"{prefix}{n}", provider=providers[n], said={"title": f"Said {n}"})
        for n in range(number)
    )
    articles = Article.objects.bulk_create(
        Article(
            title=f"Title {n}",
            slug=f"{prefix}-{n}",
            key=f"a{prefix}{n}",
            provider=providers[n],
            published_at=DAY + timedelta(days=n),
            live_from=DAY,
            **STATES[n % len(STATES)],
        )
        for n in range(number)
    )
    stubs = Article.objects.bulk_create(
        Article(title=f"Stub {n}", key=f"s{prefix}{n}", mention=mentions[n], provider=providers[n])
        for n in range(number)
    )
    ArticleTopic.objects.bulk_create(
        ArticleTopic(article=one, topic=topics[n]) for n, one in enumerate(articles)
    )
    Image.objects.bulk_create(Image(article=one, url="https://i.example.org/1.jpg") for one in articles)
    RelatedLink.objects.bulk_create(
        RelatedLink(article=articles[0], target=stub, position=n, key=stub.key, mention=mentions[n])
        for n, stub in enumerate(stubs)
    )
    RelatedLink.objects.bulk_create(
        RelatedLink(article=articles[0], target=one, position=number + n)
        for n, one in enumerate(articles[1:])
    )
    own = {"article": articles[0].pk, "provider": providers[0].pk, "topic": topics[0].pk}
    return own | journal(articles, providers, number)


def journal(articles: list[Article], providers: list[Provider], number: int) -> dict[str, int]:
    """A run with problems, one action about everything, and many about the first article."""
    entry = {"path": "a.md", "line": 1, "field": "title", "code": "repair", "message": "mended"}
    run = ImportRun.objects.create(
        report={"problems": [entry] * number, "notes": [entry] * number}, finished_at=DAY
    )
    ImportRun.objects.bulk_create(ImportRun(finished_at=DAY) for _ in range(number))
    about = [Changed("provider", one.pk, {"name": ["A", "B"]}) for one in providers]
    about += [Changed("article", one.pk, {"title": ["A", "B"]}) for one in articles]
    action = record("import", about, run=run)
    links = [{"target": one.pk} for one in articles]
    for _ in range(number):
        record("coverage", [Changed("article", articles[0].pk, {"related": [[], links]})])
    said = {"title": "Said", "related": [link["target"] for link in links]}
    document = Document.objects.create(article=articles[0], run=run, text=b"", said=said)
    Article.objects.filter(pk=articles[0].pk).update(document=document)
    return {"importrun": run.pk, "action": action.pk}


def queries_of(client, page: str, ids: dict[str, int]) -> int:
    address, _, more = page.partition(" ")
    if not address.startswith("/"):
        names = {
            "coverage": "article_coverage",
            "history": "article_history",
            "collector": "article_collector",
        }
        name = names.get(address, f"{address}_change")
        address = reverse(f"admin:articles_{name}", args=[ids[name.split("_")[0]]])
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address + more)
    assert response.status_code == 200
    return len(captured)


def test_no_page_asks_more_for_many_rows_than_for_few(client, editor):
    client.force_login(editor)
    counts = []
    for number, prefix in ((FEW, "few"), (MANY, "many")):
        ids = fill(number, prefix)
        counts.append({name: queries_of(client, page, ids) for name, (page, _most) in PAGES.items()})
    few, many = counts
    assert {name: (few[name], many[name]) for name in PAGES if few[name] < many[name]} == {}
    assert {name: many[name] for name, (_page, most) in PAGES.items() if many[name] > most} == {}

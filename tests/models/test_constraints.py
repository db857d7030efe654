"""Every constraint of the database is broken once here, and holds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import Action, Article, Change, Conflict, Document, ImportRun, Provider, Topic
from tests.factories import (
    DAY,
    link,
    make_article,
    make_image,
    make_mention,
    make_provider,
    make_stub,
    make_topic,
)

pytestmark = pytest.mark.django_db


def stub_twice() -> None:
    first = make_stub()
    make_stub(key=first.key)


def link_to_itself() -> None:
    article = make_article()
    link(article, article)


def link_twice() -> None:
    article, target = make_article(), make_article()
    link(article, target)
    link(article, target)


def topic_twice() -> None:
    topic = make_topic()
    make_article(topics=(topic, topic))


def image_twice() -> None:
    article = make_article()
    make_image(article, url="https://images.example.org/a.png")
    make_image(article, url="https://images.example.org/a.png")


def conflict_twice() -> None:
    article, run = make_article(), ImportRun.objects.create(reading="1")
    for _ in range(2):
        Conflict.objects.create(article=article, field="title", base="a", upstream="b", run=run)


def unknown_kind_of_change() -> None:
    action = Action.objects.create(verb="edit")
    Change.objects.create(action=action, model="article", object_id=1, kind="lost")


BREACHES: dict[str, Callable[[], object]] = {
    "stub_key_once": stub_twice,
    "article_slug_not_blank": lambda: make_article(slug=""),
    "article_title_given": lambda: Article.objects.create(title="", slug="2024-01-01-a"),
    "article_decision_known": lambda: make_article(decision="maybe"),
    "stub_stays_a_stub": lambda: make_stub(flagged=True, live_from=DAY),
    "article_live_span": lambda: make_article(live_from=DAY, live_until=DAY - timedelta(days=1)),
    "article_live_from_given": lambda: make_article(flagged=True, live_from=None),
    "related_link_once": link_twice,
    "related_link_not_to_itself": link_to_itself,
    "related_link_key_with_mention": lambda: link(make_article(), make_article(), key="a" * 64),
    "article_topic_once": topic_twice,
    "article_image_once": image_twice,
    "image_is_somewhere": lambda: make_image(make_article(), url=""),
    "provider_domain_lower": lambda: make_provider("Engadget", domain="Engadget.com"),
    "provider_name_given": lambda: Provider.objects.create(domain="a.example", name=""),
    "topic_name_given": lambda: Topic.objects.create(name="", key="a", slug="a"),
    "topic_slug_given": lambda: make_topic(slug=""),
    "conflict_once": conflict_twice,
    "change_kind_known": unknown_kind_of_change,
}


@pytest.mark.parametrize("name", sorted(BREACHES))
def test_the_database_refuses_a_breach_of(name: str) -> None:
    # PostgreSQL names the constraint, SQLite the constraint or its columns.
    with pytest.raises(IntegrityError, match=rf"{name}|UNIQUE constraint failed"), transaction.atomic():
        BREACHES[name]()


def test_every_constraint_is_broken_above() -> None:
    models = apps.get_app_config("articles").get_models()
    assert {constraint.name for model in models for constraint in model._meta.constraints} == set(BREACHES)


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_article, "slug"), (make_provider, "domain"), (make_topic, "key"), (make_mention, "digest")],
)
def test_identities_are_unique(make: Callable[..., object], field: str) -> None:
    taken = getattr(make(), field)
    other = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(other)._default_manager.filter(pk=other.pk).update(**{field: taken})


def test_an_article_with_a_file_cannot_be_deleted() -> None:
    article, run = make_article(), ImportRun.objects.create(reading="1")
    document = Document.objects.create(
        article=article, run=run, source="seeds", path="a.md", sha256="0", reading="1", text=b""
    )
    Article.objects.filter(pk=article.pk).update(document=document)
    with pytest.raises(ProtectedError):
        Article.objects.get(pk=article.pk).delete()


def test_a_listed_article_cannot_be_deleted() -> None:
    article, target = make_article(), make_article()
    link(article, target)
    with pytest.raises(ProtectedError):
        target.delete()

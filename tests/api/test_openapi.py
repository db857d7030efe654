"""The description of the API and what the API answers agree, both ways."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from articles.api import openapi, urls
from newsroom.wsgi import application
from tests.api.asking import ask
from tests.factories import link, make_article, make_image, make_mention, make_provider, make_stub, make_topic
from tests.public.world import published

pytestmark = pytest.mark.django_db

described = schemathesis.openapi.from_dict(openapi.DESCRIPTION)
described.app = application


def valid(value: Any, name: str) -> None:
    """Check `value` against a schema of the description, nothing but that: unknown keys fail."""
    document = {**openapi.DESCRIPTION, "$ref": f"#/components/schemas/{name}"}
    Draft202012Validator(document, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


@pytest.fixture
def world() -> None:
    """An article with everything, one with as little as can be, and one that was withdrawn."""
    logo = {
        "url": "https://the-paper.example/l.png",
        "width": 50,
        "height": 50,
        "is_cached": None,
        "title": "",
    }
    space = make_topic(
        "Space", slug="space", details={"shortname": "Sp.", "services": {"a": "https://a.example"}}
    )
    full = published(
        "Everything",
        slug="2024-05-01-everything",
        excerpt="Said",
        body="More",
        heat=-1,
        provider=make_provider("The Paper", images=[logo]),
        topics=(space, make_topic("Rockets", details={"parent": "Space"})),
        original_url="https://a.example/ä b",
        amp_url="https://a.example/amp",
        featured_content="<iframe></iframe>",
        extra={"tags": ["a"], "highlight": "Look"},
    )
    make_image(full, width=4, height=3, title="A view", credit="Bob", is_cached=True)
    make_image(full)
    link(full, make_stub(mention=make_mention(make_provider(), title="Elsewhere", published_at=None)))
    link(full, published("Little", slug="2024-05-01-little", web_url="", published_at=None))
    make_article("Gone", slug="2024-05-01-gone", decision="withdrawn", unpublished_at=full.live_from)


def test_the_description_is_what_it_says_it_is() -> None:
    served = ask("openapi.json")

    assert served["openapi"].startswith("3.1")
    assert served["servers"] == [{"url": "http://127.0.0.1:8000"}]
    for schema in served["components"]["schemas"].values():
        validator_for(schema, Draft202012Validator).check_schema(schema)


def test_redirects_are_described() -> None:
    paths = openapi.DESCRIPTION["paths"].items()
    moving = {path for path, said in paths if "301" in said["get"]["responses"]}

    assert moving == {path for path, _ in paths if "{slug}" in path}


def test_every_address_is_described_and_nothing_else() -> None:
    ours = {
        "/api/" + str(pattern.pattern).replace("<str:", "{").replace("<slug:", "{").replace(">", "}")
        for pattern in urls.urlpatterns
        if pattern.name != "nothing"
    }

    assert set(openapi.DESCRIPTION["paths"]) == ours


def test_answers_are_as_described(world: None) -> None:
    valid(ask("news/index.json"), "Page")
    valid(ask("news/space/index.json"), "Page")
    valid(ask("topics/index.json"), "Topics")
    valid(ask("news/2024-05-01-everything/index.json"), "Article")
    valid(ask("news/2024-05-01-little/index.json"), "Article")
    valid(ask("news/2024-05-01-gone/index.json", status=410), "Error")
    valid(ask("news/nothing/index.json", status=404), "Error")


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Let requests use the test's own connection, as Django's test client does: servers close theirs."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@described.parametrize()
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])  # only read
def test_no_request_is_answered_in_a_way_that_is_not_described(
    case: Any, world: None, one_connection: None
) -> None:
    case.call_and_validate(headers={"Host": "testserver"})

"""After importing the powerapps collection the API says what the original site's API said, key by key."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from articles.importing.run import Options, import_seeds
from tests.api.asking import ask

pytestmark = pytest.mark.django_db
TOPICS = ("ai-builder", "canvas-apps", "common-data-service", "teams-integration")


def with_instants(page: Any) -> Any:
    """A page of the API such that two spellings of one instant are equal."""
    for item in page["value"]:
        item["publishedDateTime"] = datetime.fromisoformat(item["publishedDateTime"])
    return page


def said_by_original(site: Path, path: str) -> Any:
    return with_instants(json.loads((site / "api" / path).read_text(encoding="utf-8")))


def test_the_api_equals_the_original_sites_item_by_item_and_key_by_key(powerapps: Path) -> None:
    import_seeds([str(powerapps)], Options())

    pages = [f"news/page/{number}/index.json" for number in range(1, 19)]
    of_topics = [f"news/{slug}/{end}" for slug in TOPICS for end in ("index.json", "page/1/index.json")]
    for path in ["news/index.json", *pages, *of_topics]:
        ours, original = with_instants(ask(path)), said_by_original(powerapps, path)
        assert ours == original, path
        assert [list(item) for item in ours["value"]] == [list(item) for item in original["value"]], path
    ask("news/page/19/index.json", status=404)

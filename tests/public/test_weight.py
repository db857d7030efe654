"""Pages are light: with style sheets and scripts, without pictures, at most 60 KB on the wire."""

import re
from pathlib import Path

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils.text import compress_string

from articles.importing.run import Options, import_seeds
from articles.models import Article

pytestmark = pytest.mark.django_db
HEAVIEST = 60 * 1024  # bytes
STYLE_OR_SCRIPT = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')


def weight(client: Client, address: str) -> int:
    """Bytes of a page with all its style sheets and scripts, compressed as they are sent."""
    zipped = {"Accept-Encoding": "gzip"}
    response = client.get(address, headers=zipped)
    assert (response.status_code, response["Content-Encoding"]) == (200, "gzip")
    files = set(STYLE_OR_SCRIPT.findall(client.get(address).content.decode()))
    assert files
    return len(response.content) + sum(map(squeezed, (b"".join(client.get(file)) for file in files)))


def squeezed(content: bytes) -> int:
    return len(compress_string(content))


@pytest.mark.parametrize("collection", ["azure_sample", "powerapps"])
def test_biggest_pages_of_real_collections_are_light(
    client: Client, request: pytest.FixtureRequest, collection: str
) -> None:
    import_seeds([str(Path(request.getfixturevalue(collection)) / "_news")], Options())
    longest = Article.objects.published().annotate(links=Count("related_links")).order_by("-links")[0]
    lists = ("front", "list", "topics", "providers", "archive", "about", "feeds")
    addresses = [reverse(f"articles:{name}") for name in lists] + [longest.get_absolute_url()]
    addresses += [topic.get_absolute_url() for topic in longest.ordered_topics] + ["/search/?q=microsoft"]

    weights = {address: weight(client, address) for address in addresses}

    assert {address: size for address, size in weights.items() if size > HEAVIEST} == {}

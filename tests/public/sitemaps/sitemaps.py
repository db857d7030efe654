"""Sitemaps as search engines read them: valid by the schema, in the shape of an address and its lastmod."""

from pathlib import Path
from xml.etree import ElementTree

import xmlschema
from django.test import Client

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SCHEMAS = {
    name: xmlschema.XMLSchema(Path(__file__).with_name(f"{name}.xsd")) for name in ("urlset", "sitemapindex")
}
HOME = "http://127.0.0.1:8000"


def read(client: Client, path: str) -> dict[str, str]:
    """The addresses of a sitemap or index with their lastmod, or ""; empty where there is no such file."""
    content = fetch(client, path)
    if not content:
        return {}
    root = ElementTree.fromstring(content)
    SCHEMAS[root.tag.removeprefix(SITEMAP)].validate(content.decode())
    found = [(one.findtext(f"{SITEMAP}loc") or "", one.findtext(f"{SITEMAP}lastmod") or "") for one in root]
    assert len(found) == len(dict(found)), "an address comes twice"
    return {address.removeprefix(HOME): changed for address, changed in found}


def fetch(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code in (200, 404), path
    return response.getvalue() if response.status_code == 200 else b""


def everything(client: Client) -> dict[str, str]:
    """What the index leads to."""
    found: dict[str, str] = {}
    for file in read(client, "/sitemap.xml"):
        listed = read(client, file)
        assert listed, f"the index names {file}, which holds nothing"
        assert not found.keys() & listed.keys()
        found |= listed
    return found

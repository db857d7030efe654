"""Every kind of page, with a real collection on it: accessible in every light and width, and valid HTML."""

from pathlib import Path

import pytest
from django.db.models import Count
from django.test import Client
from playwright.sync_api import Browser

from articles.importing.run import Options, import_seeds
from articles.models import Article
from tests.browser.auditing import axe_complaints, html_validate_complaints, need_tools, nu_complaints
from tests.public.world import pages


def kinds_of_pages(collection: Path) -> dict[str, int]:
    """Import the collection; the address of a page of each kind, errors included, and its expected status."""
    need_tools()
    import_seeds([str(collection)], Options())
    newest = Article.objects.published().filter(topic_links__isnull=False).order_by("-live_from", "-pk")
    covered = newest.annotate(links=Count("related_links", distinct=True)).order_by("-links")[0]
    alone = newest.filter(related_links__isnull=True)[0]
    gone = newest.exclude(pk__in=[covered.pk, alone.pk])[0]
    Article.objects.filter(pk=gone.pk).update(decision="withdrawn", unpublished_at=gone.live_from)
    topic = covered.ordered_topics[0].slug
    lists = [
        f"/news/?topic={topic}&min_quality=1&sort=heat",
        "/search/?q=azure",
        "/search/?q=qqqq",
        "/search/",
    ]
    errors = {"/nope/": 404, "/news/?topic=nope": 400, gone.get_absolute_url(): 410}
    shown = [address for address in pages(covered) if address.endswith("/")]  # feeds are no HTML
    return dict.fromkeys([*shown, alone.get_absolute_url(), *lists], 200) | errors


@pytest.mark.django_db
def test_html_of_every_page_is_valid(client: Client, azure_sample: Path, tmp_path: Path) -> None:
    for number, (address, status) in enumerate(kinds_of_pages(azure_sample).items()):
        response = client.get(address)
        assert response.status_code == status, address
        name = f"{number:02}-{address.strip('/').replace('/', '-')[:60]}.html"
        (tmp_path / name).write_bytes(response.content)

    assert html_validate_complaints(tmp_path) == []
    assert nu_complaints(tmp_path) == []


@pytest.mark.django_db(transaction=True)
def test_every_page_is_accessible(browser: Browser, live_server: object, azure_sample: Path) -> None:
    addresses = kinds_of_pages(azure_sample)
    complaints = []
    for light in ("light", "dark"):
        for width in (360, 1280):
            with browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=light,  # type: ignore[arg-type]
                base_url=str(live_server),
                bypass_csp=True,  # or axe could not be put into the page
            ) as context:
                page = context.new_page()
                for address in addresses:
                    page.goto(address)
                    complaints += [f"{light} {width} {address}: {one}" for one in axe_complaints(page)]

    assert complaints == []


@pytest.mark.django_db
def test_the_audit_finds_faults(tmp_path: Path, browser: Browser) -> None:
    need_tools()
    faulty = "<!DOCTYPE html><html><head><title></title></head><body><img src=x><p><div></p></body></html>"
    (tmp_path / "faulty.html").write_text(faulty)
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(faulty)

        assert any("image-alt" in one for one in axe_complaints(page))
    assert any("Stray end tag" in one or "No “p” element" in one for one in nu_complaints(tmp_path))
    assert any("wcag/h37" in one for one in html_validate_complaints(tmp_path))

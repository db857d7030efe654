"""From a search to a feed, over page three of a filtered list: by keyboard alone, and without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from articles.models import Article
from tests.browser.keyboard import press, tab_to
from tests.factories import DAY, link, make_article, make_mention, make_provider

pytestmark = pytest.mark.django_db

Activate = Callable[[Page, Locator], None]


@pytest.fixture
def collection(live_server: object) -> Article:
    """Fifty articles of the Daily Cloud and some others; the last of the fifty has coverage on this site."""
    daily = make_provider("Daily Cloud", domain="daily.example")
    other = make_provider("Other", domain="other.example")
    for number in range(50):
        article = make_article(
            f"Cloud {number}", provider=daily, decision="published", live_from=DAY - timedelta(hours=number)
        )
    for number in range(5):
        report = make_article(f"Report {number} on a cloud", provider=other, decision="published")
    link(article, report, mention=make_mention(other, title=report.title))
    return article


@pytest.fixture
def plain_page(browser: Browser, live_server: object) -> Iterator[Page]:
    """Open a window whose JavaScript is off."""
    with browser.new_context(base_url=str(live_server), java_script_enabled=False) as context:
        yield context.new_page()


def test_by_keyboard_alone(page: Page, collection: Article) -> None:
    def type_text(field: Locator, text: str) -> None:
        tab_to(page, field)
        page.keyboard.type(text)

    journey(page, press, type_text)


def test_without_javascript(plain_page: Page, collection: Article) -> None:
    journey(plain_page, lambda page, wanted: wanted.click(), lambda field, text: field.fill(text))


def journey(page: Page, activate: Activate, type_text: Callable[[Locator, str], None]) -> None:
    """Search → filter → page 3 → article → coverage → provider → feed."""
    page.goto("/search/")
    type_text(page.get_by_role("searchbox", name="Words").first, "cloud")
    activate(page, page.get_by_role("button", name="Search"))
    expect(page.locator("article.row")).to_have_count(24)

    type_text(page.get_by_label("Provider"), "daily.example")
    activate(page, page.get_by_role("button", name="Show articles"))
    expect(page.get_by_role("link", name="Remove Provider: daily.example")).to_be_visible()
    for first in ("Cloud 24", "Cloud 48"):
        activate(page, page.get_by_role("link", name="More articles"))
        expect(page.locator("article.row h3").first).to_have_text(first)
    expect(page.locator("article.row")).to_have_count(2)

    activate(page, page.get_by_role("link", name="Cloud 49"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Cloud 49")
    activate(page, page.locator(".report").get_by_role("link", name="Report 4 on a cloud"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Report 4 on a cloud")
    activate(page, page.get_by_role("link", name="More from Other"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Other")
    with page.expect_response("**/providers/other.example/feed.atom") as answer:
        activate(page, page.get_by_role("link", name="Atom: Other"))
    assert answer.value.status == 200


def test_lists_change_in_place(page: Page, collection: Article) -> None:
    page.set_viewport_size({"width": 400, "height": 900})  # where filters open and close
    page.goto("/news/")
    page.evaluate("window.stayed = true")
    page.locator("details.filters > summary").click()
    page.get_by_label("Provider").fill("daily.example")
    page.get_by_role("button", name="Show articles").click()

    expect(page).to_have_url("/news/?provider=daily.example")
    expect(page.get_by_label("Provider")).to_be_visible()  # the filters are open still
    page.get_by_role("link", name="Biggest stories").click()
    expect(page.get_by_role("link", name="Biggest stories")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Remove Provider: daily.example").click()
    expect(page.get_by_role("link", name="Remove Provider")).to_have_count(0)
    assert page.locator("#list").evaluate("element => element === document.activeElement")
    assert page.evaluate("window.stayed") is True

    page.go_back()
    expect(page.get_by_role("link", name="Remove Provider: daily.example")).to_be_visible()


def test_search_has_one_field_for_its_words_and_keeps_the_filters(page: Page, collection: Article) -> None:
    page.goto("/search/?q=cloud&provider=other.example")
    words = page.get_by_role("searchbox", name="Words")
    expect(words).to_have_count(1)
    words.fill("report 3")
    words.press("Enter")

    expect(page.locator("article.row")).to_have_count(1)
    expect(page).to_have_url("/search/?q=report%203&provider=other.example")
    page.get_by_role("button", name="Show articles").click()
    expect(page).to_have_url("/search/?q=report%203&provider=other.example")


def test_list_that_makes_no_sense_is_told_in_place(page: Page, collection: Article) -> None:
    page.goto("/news/")
    page.evaluate("window.stayed = true")
    page.get_by_label("Provider").fill("nobody.example")
    page.get_by_role("button", name="Show articles").click()

    expect(page.get_by_text("No provider here has this domain.").first).to_be_visible()
    assert page.evaluate("window.stayed") is True

"""A reader in a real browser: finds an article and its coverage, by mouse and by keyboard, at any width."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.factories import link, make_article, make_mention, make_provider, make_stub, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def engadget() -> Article:
    """A published article with ten other reports, one of them on this site."""
    topic = make_topic("Computer Vision", slug="computer-vision")
    article = make_article(
        "LAPD bans the use of Clearview",
        topics=(topic,),
        provider=make_provider("Engadget", domain="engadget.com"),
        web_url="https://www.engadget.com/lapd",
        decision="published",
        heat=39,
    )
    breeze = make_article(
        "LAPD bars detectives’ use of Clearview AI",
        topics=(topic,),
        provider=make_provider("Daily Breeze", domain="dailybreeze.com"),
        decision="published",
    )
    link(article, breeze, mention=make_mention(title=breeze.title))
    for number in range(9):
        said = make_mention(title=f"Report {number}", web_url=f"https://source{number}.example/")
        link(article, make_stub(), mention=said)
    return article


def test_reader_finds_an_article_and_its_coverage(page: Page, engadget: Article) -> None:
    page.goto("/")
    page.get_by_role("link", name=engadget.title).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(engadget.title)
    expect(page.get_by_role("link", name="Read at Engadget")).to_have_attribute("rel", "noopener nofollow")
    expect(page.locator(".report")).to_have_count(10)
    page.locator(".report").get_by_role("link", name="LAPD bars detectives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("LAPD bars detectives’ use of Clearview AI")
    page.get_by_role("link", name="More from Daily Breeze").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Daily Breeze")


def test_reader_filters_the_list(page: Page, engadget: Article) -> None:
    page.goto("/news/")
    page.get_by_label("Provider").fill("engadget.com")
    page.get_by_role("button", name="Show articles").click()

    expect(page.locator("article.row")).to_have_count(1)
    page.get_by_role("link", name="Remove Provider: engadget.com").click()
    expect(page.locator("article.row")).to_have_count(2)
    page.get_by_role("link", name="Biggest stories").click()
    expect(page.locator("article.row").first).to_contain_text(engadget.title)


def test_keyboard_alone_leads_from_the_front_page_to_the_source(page: Page, engadget: Article) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    while focused.inner_text() != engadget.title:
        page.keyboard.press("Tab")
    assert focused.evaluate("element => getComputedStyle(element).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(engadget.title)
    for _ in range(30):
        page.keyboard.press("Tab")
        if "Read at Engadget" in page.locator(":focus").inner_text():
            return
    pytest.fail("30 steps of the Tab key did not lead to the source")


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_no_page_is_wider_than_its_window(page: Page, engadget: Article, width: int) -> None:
    day = f"{engadget.live_from:%Y/%m/%d}"
    page.set_viewport_size({"width": width, "height": 800})
    addresses = [
        "/",
        "/news/",
        engadget.get_absolute_url(),
        "/topics/",
        "/topics/computer-vision/",
        "/providers/",
    ]

    for address in [
        *addresses,
        "/providers/engadget.com/",
        "/archive/",
        f"/archive/{day[:7]}/",
        f"/archive/{day}/",
    ]:
        page.goto(address)
        width_of_page = page.evaluate("document.documentElement.scrollWidth")
        assert width_of_page <= width, address


def test_words_without_a_place_to_break_do_not_widen_a_page(page: Page) -> None:
    word = "x" * 150
    provider = make_provider(word, domain=f"{'y' * 60}.example")
    fields: dict[str, Any] = {"topics": (make_topic(word),), "provider": provider, "excerpt": word}
    for number in range(20):
        article = make_article(f"{word}{number}", decision="published", **fields)
        link(article, make_stub(), mention=make_mention(provider, title=word, web_url="https://a.example/"))
    topic, day = article.ordered_topics[0].get_absolute_url(), f"{article.live_from:%Y/%m/%d}"
    lists = ["/news/", f"/search/?q={word}&provider={provider.domain}", f"/archive/{day}/", "/feeds/"]
    page.set_viewport_size({"width": 360, "height": 800})

    for address in ["/", article.get_absolute_url(), *lists, "/topics/", topic, "/providers/"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_phone_begins_with_what_happened_and_fingers_find_the_links(
    browser: Browser, live_server: object, engadget: Article
) -> None:
    for number in range(12):
        make_article(topics=(make_topic(f"Long name of topic {number}"),), decision="published")
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
    with browser.new_context(base_url=str(live_server), **phone) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("link", name=engadget.title).first).to_be_in_viewport()
        for address in ("/", "/topics/computer-vision/", "/providers/engadget.com/"):
            page.goto(address)
            for one in page.locator(":is(.masthead-nav, .masthead-topics, .index, .facts) a").all():
                box = one.bounding_box()
                assert box, address
                assert box["height"] >= 44, one.inner_text()


def test_paper_is_white_whatever_the_screen_is(page: Page, engadget: Article) -> None:
    colour = "getComputedStyle(document.querySelector('.kicker a')).color"
    page.goto(engadget.get_absolute_url())
    page.emulate_media(color_scheme="light")
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) != light

    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(colour) == light


def test_linked_data_is_read_and_the_policy_lets_it_be(page: Page, engadget: Article) -> None:
    for address in ("/", "/news/", engadget.get_absolute_url()):
        page.goto(address)
        block = page.locator('script[type="application/ld+json"]')
        expect(block).to_have_count(1)
        assert (
            block.evaluate("element => JSON.parse(element.textContent)['@context']") == "https://schema.org"
        )
        assert page.evaluate("document.querySelector('link[rel=canonical]').href").endswith(address)

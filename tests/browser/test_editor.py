"""An editor's day in a real browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.keyboard import log_in, press
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(live_server: object) -> Article:
    """Import the seeds, and employ Alice as an editor; give the article that upstream holds back."""
    call_command("import_seeds", str(settings.BASE_DIR / "seeds"), verbosity=0)
    alice = User.objects.create_user("alice", password="correct horse", is_staff=True)
    alice.groups.add(Group.objects.get(name="Editor"))
    return Article.objects.filed().get(status="candidate")


@pytest.fixture
def reader(page: Page, live_server: object) -> Iterator[Callable[[str], int]]:
    """A stranger with another browser: gives the status of a page, as it is five seconds later."""
    context = page.context.browser.new_context(base_url=str(live_server))
    window = context.new_page()

    def look(address: str) -> int:
        cache.clear()
        response = window.goto(address)
        return response.status if response else 0

    yield look
    context.close()


def test_an_editor_publishes_a_held_back_article_and_withdraws_it_by_keyboard(
    page: Page, newsroom: Article, reader: Callable[[str], int]
) -> None:
    public = f"/news/{newsroom.slug}/"
    assert reader(public) == 404
    log_in(page)
    press(page, page.get_by_role("link", name="1 candidate"))
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    press(page, page.get_by_role("link", name=newsroom.title))
    expect(page.get_by_text("Readers do not see it")).to_be_visible()

    press(page, page.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_text("1 article published.")).to_be_visible()
    assert reader(public) == 200
    press(page, page.get_by_role("link", name="View on site"))
    expect(page.get_by_role("heading", level=1)).to_have_text(newsroom.title)

    page.go_back()
    press(page, page.get_by_role("button", name="Withdraw", exact=True))
    expect(page.get_by_text("1 article withdrawn.")).to_be_visible()
    assert reader(public) == 410
    press(page, page.get_by_role("link", name="History"))
    expect(page.get_by_text("alice withdrew it")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Import \d+ brought it"))).to_be_visible()


def test_suggestions_orders_and_results_come_while_typing(page: Page, newsroom: Article) -> None:
    log_in(page)
    page.goto("/admin/articles/article/")
    page.get_by_label("Provider", exact=True).press_sequentially("enga")
    expect(page.locator("datalist option[value='engadget.com']")).to_be_attached()
    page.get_by_label("Provider", exact=True).fill("engadget.com")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)

    page.locator("#result_list .headline").click()
    names = page.locator(".topic-name")
    first, second = names.nth(0).input_value(), names.nth(1).input_value()
    page.get_by_role("button", name=f"Move down: {first}").click()
    page.get_by_role("button", name="Save and stay here").click()
    expect(page.get_by_text("Saved: topics.")).to_be_visible()
    assert [names.nth(0).input_value(), names.nth(1).input_value()] == [second, first]

    page.get_by_role("link", name="Coverage (10)").click()
    other = make_article("A report that nobody lists")
    page.get_by_label("Words of its headline").press_sequentially("nobody lists")
    page.get_by_role("button", name=f"Add {other.title}").click()
    expect(page.get_by_text("Coverage: 11 related links")).to_be_visible()


def test_a_form_that_was_changed_asks_before_it_is_left(page: Page, newsroom: Article) -> None:
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    log_in(page)
    page.goto(f"/admin/articles/article/{newsroom.pk}/change/")
    page.get_by_label("Headline").press_sequentially("!")
    page.get_by_role("link", name="Topics").first.click()
    expect(page.get_by_role("heading", name="Topics")).to_be_visible()
    assert asked == ["beforeunload"]


def test_all_that_match_are_chosen_and_decided(page: Page, newsroom: Article) -> None:
    for _ in range(60):
        make_article(decision="review")
    log_in(page)
    page.goto("/admin/articles/article/?status=review")
    page.get_by_label("Select all objects on this page").check()
    expect(page.get_by_text("50 of 50 selected")).to_be_visible()
    page.get_by_role("button", name="Select all 60 articles").click()
    page.get_by_role("button", name="Reject…").click()
    expect(page.get_by_text("This is about 60 articles")).to_be_visible()
    page.get_by_label("Why?").fill("Advertising")
    page.get_by_role("button", name="Reject…").click()
    expect(page.get_by_text("60 articles rejected.")).to_be_visible()
    assert "status=review" in page.url


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_the_desk_is_wider_than_the_window(page: Page, newsroom: Article, width: int) -> None:
    log_in(page)
    page.set_viewport_size({"width": width, "height": 800})
    article = f"/admin/articles/article/{newsroom.pk}/"
    for address in (
        "/admin/",
        "/admin/articles/article/",
        f"{article}change/",
        f"{article}coverage/",
        f"{article}history/",
        f"{article}decide/reject/",
        "/admin/articles/article/add/",
        "/admin/articles/provider/",
        "/admin/articles/topic/",
        "/admin/articles/importrun/1/change/",
        "/admin/articles/action/1/change/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address

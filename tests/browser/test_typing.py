"""What comes while an editor types: on a slow line too, where scripts and answers are late."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from tests.browser.keyboard import log_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db
FIELD = "Words of its headline"


@pytest.fixture
def coverage(page: Page, live_server: object) -> str:
    """Log a superuser in; give the address of an article's coverage."""
    User.objects.create_superuser("alice", password="correct horse")
    log_in(page)
    return f"/admin/articles/article/{make_article().pk}/coverage/"


def test_what_was_typed_before_the_script_came_is_looked_for(page: Page, coverage: str) -> None:
    scripts: list[Route] = []
    page.route("**/desk*.js", lambda route: scripts.append(route))
    make_article("A report that nobody lists")
    page.goto(coverage, wait_until="commit")
    page.get_by_label(FIELD).press_sequentially("nobody lists")
    assert len(scripts) == 1
    scripts[0].continue_()
    expect(page.get_by_role("button", name="Add A report that nobody lists")).to_be_visible()


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(page: Page, coverage: str) -> None:
    late: list[Route] = []
    page.route("**/coverage/?find=early", lambda route: late.append(route))
    make_article("An early report")
    make_article("A report that nobody lists")
    page.goto(coverage)
    with page.expect_request("**/coverage/?find=early"):
        page.get_by_label(FIELD).fill("early")
    page.get_by_label(FIELD).fill("nobody lists")
    found = page.get_by_role("button", name="Add A report that nobody lists")
    expect(found).to_be_visible()
    with page.expect_response("**/coverage/?find=early") as answer:
        late[0].continue_()
    answer.value.finished()
    page.evaluate("fetch(location).then(page => page.text())")  # what came before it has been heard
    expect(found).to_be_visible()

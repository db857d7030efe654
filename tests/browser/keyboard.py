"""A person without a mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

MANY = 150  # presses of Tab; more and nobody would work here


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus, and see that it shows."""
    for _ in range(MANY):
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} is not reached by {MANY} presses of Tab on {page.url}")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def type_into(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def log_in(page: Page) -> None:
    """Enter the desk as Alice, whom the test employs."""
    page.goto("/admin/")
    type_into(page, "Username", "alice")
    type_into(page, "Password", "correct horse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()

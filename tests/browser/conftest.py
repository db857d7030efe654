"""Fixtures for tests in a real browser: Debian's Chromium, driven through Playwright."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark this folder's tests `browser`."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Run one Chromium for this folder's tests."""
    if CHROMIUM is None:
        # In CI nothing is skipped.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "Chromium was not found; on Debian: apt install chromium"
        )
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread: Django takes the tests' own queries for asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    """Open a fresh window on the site; script errors, breaches of the policy and foreign addresses fail."""
    complaints: list[str] = []
    context = browser.new_context(base_url=str(live_server), viewport={"width": 1280, "height": 900})
    page = context.new_page()

    def only_ours(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(str(live_server)).netloc:
            route.continue_()
        else:
            complaints.append(f"{page.url} asked for {route.request.url}")
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    context.route("**/*", only_ours)
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    yield page
    context.close()
    assert complaints == []

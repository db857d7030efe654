"""The admin works in a browser under the strict Content-Security-Policy."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect


@pytest.mark.django_db
def test_administrator_logs_in_adds_a_user_and_logs_out_without_a_breach(page: Page) -> None:
    User.objects.create_superuser("alice", password="a long enough password")

    page.goto("/admin/")
    page.get_by_label("Username").fill("alice")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/auth/user/add/")
    page.get_by_label("Username").fill("bob")
    page.get_by_label("Password:").fill("another long password")
    page.get_by_label("Password confirmation").fill("another long password")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    expect(page.get_by_text("Available user permissions")).to_be_visible()  # drawn by the admin's own script
    page.get_by_role("button", name="Log out").click()

    assert User.objects.filter(username="bob").exists()

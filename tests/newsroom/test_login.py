"""Guessing passwords at the admin's door."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def log_in(name: str, password: str, **extra: str) -> int:
    """Try the login form and give the answer's status: 302 is in, 200 and 429 are not."""
    return Client().post("/admin/login/", {"username": name, "password": password}, **extra).status_code


@pytest.fixture(autouse=True)
def alice_and_bob() -> None:
    for name in ("alice", "bob"):
        User.objects.create_superuser(name, password=PASSWORD)


def test_ten_failures_lock_this_user_at_this_address_only() -> None:
    for _ in range(10):
        log_in("alice", "a guess")

    assert log_in("alice", PASSWORD) == 429
    assert log_in("bob", PASSWORD) == 302
    assert log_in("alice", PASSWORD, REMOTE_ADDR="192.0.2.7") == 302


def test_a_locked_user_gets_in_again_after_a_quarter_of_an_hour() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        for _ in range(10):
            log_in("alice", "a guess")

    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert log_in("alice", PASSWORD) == 302

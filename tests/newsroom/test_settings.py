"""What the environment makes of the settings; each case starts a Python of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "news.example.org",
    "SITE_URL": "https://news.example.org",
    "DATABASE_URL": "postgres://news@db.example.org/news",
}
UNTOUCHED = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout with this environment alone."""
    kept = {name: os.environ[name] for name in UNTOUCHED if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_under(*names: str, **environment: str) -> list[object]:
    """Give the values that these settings have under an environment."""
    values = f"[getattr(settings, name) for name in {names}]"
    code = f"import json; from newsroom import settings; print(json.dumps({values}, default=str))"
    return json.loads(python("-c", code, **environment).stdout)


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "missing"),
        ({"SECRET_KEY": ""}, "missing"),
        ({"SECRET_KEY": "for-development-only-and-refused-when-DEBUG-is-off"}, "development default"),
    ],
)
def test_without_debug_a_missing_or_default_secret_refuses_to_start(
    environment: dict[str, str], word: str
) -> None:
    result = python("-c", "import newsroom.wsgi", **environment)

    assert result.returncode == 1
    assert "SECRET_KEY" in result.stderr
    assert word in result.stderr


def test_a_checkout_without_configuration_is_a_development_one() -> None:
    assert python("manage.py", "check").returncode == 0


def test_debug_switched_off_by_hand_asks_for_a_secret() -> None:
    assert "SECRET_KEY is missing" in python("manage.py", "check", DEBUG="0").stderr


def test_a_secret_makes_it_a_deployment() -> None:
    assert settings_under("DEBUG", **PRODUCTION) == [False]


def test_an_unknown_time_zone_refuses_to_start_and_says_which() -> None:
    result = python("manage.py", "check", TIME_ZONE="Mars/Phobos")

    assert result.returncode == 1
    assert "TIME_ZONE='Mars/Phobos' is not a time zone; use a name such as" in result.stderr


@pytest.mark.parametrize("url", ["nonsense", "mysql://news:secret@db.example.org/news", "foo://x"])
def test_another_database_refuses_to_start_and_says_which_there_are(url: str) -> None:
    result = python("manage.py", "check", DEBUG="1", DATABASE_URL=url)

    assert result.returncode == 1
    assert "DATABASE_URL names no database that Newsroom runs on; give it as sqlite:" in result.stderr
    assert "secret" not in result.stderr


def test_https_in_the_site_url_turns_on_all_that_https_allows() -> None:
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")

    assert settings_under(*names, **PRODUCTION) == [True, True, True, 365 * 24 * 60 * 60]
    assert settings_under(*names, **PRODUCTION | {"SITE_URL": "http://intranet"}) == [False, False, False, 0]


def test_sqlite_waits_for_its_turn_and_lets_readers_go_on() -> None:
    [databases] = settings_under("DATABASES", DEBUG="1", DATABASE_URL="sqlite:////srv/news.sqlite3")

    options = databases["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_no_request_is_one_transaction() -> None:
    [databases] = settings_under("DATABASES", **PRODUCTION)

    assert databases["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert not databases["default"].get("ATOMIC_REQUESTS")

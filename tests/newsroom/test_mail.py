"""Mail settings, whichever Django reads them."""

from typing import Any

import django
import pytest

from newsroom.mail import mail_settings

URL = {"EMAIL_BACKEND": "smtp", "EMAIL_HOST": "mail.example.org", "EMAIL_PORT": 587, "EMAIL_USE_TLS": True}


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((5, 2), {**URL, "MANAGERS": [("", "a@example.org")]}),
        (
            (6, 1),
            {
                "MANAGERS": ["a@example.org"],
                "MAILERS": {
                    "default": {
                        "BACKEND": "smtp",
                        "OPTIONS": {"host": "mail.example.org", "port": 587, "use_tls": True},
                    }
                },
            },
        ),
    ],
)
def test_one_address_becomes_the_settings_of_each_django(
    version: tuple[int, int], expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(django, "VERSION", version)
    assert mail_settings(URL, ["a@example.org"]) == expected

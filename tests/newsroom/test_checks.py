"""Mistakes in the settings are named, with the variable and the remedy."""

from typing import Any

import pytest
from django.core.checks import CheckMessage

from newsroom.checks import SETTINGS_CHECKS

KEY = "k" * 50


def found(settings: Any, **values: Any) -> list[CheckMessage]:
    """Run every check under a sound production's settings, changed by `values`."""
    sound = {
        "DEBUG": False,
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": ["news.example.org"],
        "SITE_URL": "https://news.example.org",
        "MEDIA_URL": "/media/",
        "WEBSUB_HUB": "",
    }
    for name, value in (sound | values).items():
        setattr(settings, name, value)
    return [message for check in SETTINGS_CHECKS for message in check()]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"SECRET_KEY": "short"}, "newsroom.E001"),
        ({"ALLOWED_HOSTS": []}, "newsroom.E002"),
        ({"SITE_URL": "news.example.org"}, "newsroom.E003"),
        ({"SITE_URL": "https://news.example.org/news"}, "newsroom.E003"),
        ({"SITE_URL": "ftp://news.example.org"}, "newsroom.E003"),
        ({"SITE_URL": "http://127.0.0.1:8000"}, "newsroom.E004"),
        ({"MEDIA_URL": "/"}, "newsroom.E005"),
        ({"MEDIA_URL": "/static/pictures/"}, "newsroom.E005"),
        ({"WEBSUB_HUB": "hub.example.org"}, "newsroom.E006"),
        ({"WEBSUB_HUB": 'https://hub.example.org/"'}, "newsroom.E006"),
    ],
)
def test_mistake_is_found_and_names_variable_and_remedy(
    settings: Any, values: dict[str, Any], code: str
) -> None:
    [message] = found(settings, **values)

    assert message.id == code
    assert message.msg.startswith(next(iter(values)))
    assert message.hint


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"SITE_URL": "https://news.example.org:8443"},
        {"ALLOWED_HOSTS": [".example.org"]},
        {"MEDIA_URL": "https://pictures.example.org/"},
        {"WEBSUB_HUB": "https://hub.example.org/publish?a=b"},
        {"DEBUG": True, "SECRET_KEY": "short", "ALLOWED_HOSTS": [], "SITE_URL": "http://127.0.0.1:8000"},
    ],
)
def test_sound_settings_pass(settings: Any, values: dict[str, Any]) -> None:
    assert found(settings, **values) == []

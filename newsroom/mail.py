"""Mail settings from one address, under the names that each Django has for them."""

from typing import Any

import django

OPTIONS = {  # of the backends of Django 6.1, by the settings that Django 5.2 has for them
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_FILE_PATH": "file_path",
}


def mail_settings(url: dict[str, Any], managers: list[str]) -> dict[str, Any]:
    """Give the settings for a parsed EMAIL_URL and the addresses of the managers."""
    if django.VERSION < (6, 1):
        return {**url, "MANAGERS": [("", address) for address in managers]}
    options = {OPTIONS[name]: value for name, value in url.items() if name in OPTIONS and value}
    return {
        "MANAGERS": managers,
        "MAILERS": {"default": {"BACKEND": url["EMAIL_BACKEND"], "OPTIONS": options}},
    }

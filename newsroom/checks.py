"""System checks: mistakes in the settings, each with the variable's name and the remedy."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.http.request import validate_host

from articles.text.addresses import href

SECRET_KEY_LENGTH = 50  # what Django's own generator gives and its deployment check asks for


def check_secret_key(**options: Any) -> Iterator[CheckMessage]:
    """E001: a short secret can be guessed, and with it every session forged."""
    if not settings.DEBUG and len(settings.SECRET_KEY) < SECRET_KEY_LENGTH:
        yield Error(
            f"SECRET_KEY has only {len(settings.SECRET_KEY)} characters.",
            hint=f"Set SECRET_KEY to {SECRET_KEY_LENGTH} or more random characters.",
            id="newsroom.E001",
        )


def check_allowed_hosts(**options: Any) -> Iterator[CheckMessage]:
    """E002: without allowed hosts nobody is answered."""
    if not settings.DEBUG and not settings.ALLOWED_HOSTS:
        yield Error(
            "ALLOWED_HOSTS is empty and DEBUG is off: every request would be refused.",
            hint="Set ALLOWED_HOSTS to the names of the site, separated by commas: news.example.org",
            id="newsroom.E002",
        )


def check_site_url_form(**options: Any) -> Iterator[CheckMessage]:
    """E003: `SITE_URL` is what every address of ours starts with."""
    address = urlsplit(settings.SITE_URL)
    bare = f"{address.scheme}://{address.netloc}"
    if address.scheme not in ("http", "https") or not address.hostname or bare != settings.SITE_URL:
        yield Error(
            f"SITE_URL={settings.SITE_URL} is not a scheme and a host.",
            hint="Set SITE_URL to the public address of the site without a path: https://news.example.org",
            id="newsroom.E003",
        )


def check_site_url_host(**options: Any) -> Iterator[CheckMessage]:
    """E004: feeds and canonical links would lead to a host that is not answered, or to the reader's own."""
    host = urlsplit(settings.SITE_URL).hostname
    if settings.DEBUG or not host or not settings.ALLOWED_HOSTS:
        return
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"SITE_URL={settings.SITE_URL} has a host that ALLOWED_HOSTS leaves out.",
            hint=f"Set SITE_URL to the public address of the site, or add {host} to ALLOWED_HOSTS.",
            id="newsroom.E004",
        )


def check_media_url(**options: Any) -> Iterator[CheckMessage]:
    """E005: pictures under the address of static files, or of the whole site, would hide one another."""
    media, static = settings.MEDIA_URL, settings.STATIC_URL
    if media == "/" or media.startswith(static) or static.startswith(media):
        yield Error(
            f"MEDIA_URL={media} takes in other addresses of the site.",
            hint="Set MEDIA_URL to a path of its own, such as /media/, or to another host.",
            id="newsroom.E005",
        )


def check_websub_hub(**options: Any) -> Iterator[CheckMessage]:
    """E006: every feed names the hub, and programs call it."""
    if settings.WEBSUB_HUB and href(settings.WEBSUB_HUB) != settings.WEBSUB_HUB:
        yield Error(
            f"WEBSUB_HUB={settings.WEBSUB_HUB} is not a whole web address.",
            hint="Set WEBSUB_HUB to the hub's address, such as https://hub.example.org/, or leave it out.",
            id="newsroom.E006",
        )


SETTINGS_CHECKS = (
    check_secret_key,
    check_allowed_hosts,
    check_site_url_form,
    check_site_url_host,
    check_media_url,
    check_websub_hub,
)

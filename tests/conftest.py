"""What every test gets: no network, no cache, a media folder of its own, one Hypothesis profile."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.corpora", "tests.imports", "tests.people"]

# The machines that run the suite are slow and busy: time is no verdict, and failures must come again.
hypothesis_settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis_settings.load_profile("suite")


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(address: Any) -> bool:
    """Say whether a socket address is of this machine: a UNIX socket's, or a loopback address."""
    if not isinstance(address, tuple):
        return True
    if address[0] == "localhost":
        return True
    try:
        return ip_address(address[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let sockets connect to this machine only."""

    def guard(connect: Any) -> Any:
        def guarded(self: socket.socket, address: Any) -> Any:
            if not is_local(address):
                raise NetworkBlockedError(
                    f"a test connects to {address}; give it an answer of its own instead"
                )
            return connect(self, address)

        return guarded

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guard(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Send whoever is still on the databases away before they go: of processes that tests killed,
    PostgreSQL ends the last statement first, and would not drop a database meanwhile.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def ids_from_one(db: None) -> None:
    """Give the next article the id 1; tests before this one may have used many."""
    table = [{"table": "articles_article", "column": "id"}]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), table):
            cursor.execute(statement)


@pytest.fixture
def page_cache(settings: Any) -> Iterator[None]:
    """Keep pages as the product does; the suite's own settings have no cache."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    """Keep uploaded pictures in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT

"""Database settings from one address, for the databases that the product runs on."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
SQLITE_OPTIONS = {
    # A transaction that reads and then writes would fail at once despite the timeout; IMMEDIATE waits.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    # WAL: readers go on while others write; NORMAL loses nothing but to a power cut; 4000 pages: a batch
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
    " PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=4000; PRAGMA mmap_size=1073741824;",
}


def database_settings(url: dict[str, Any]) -> dict[str, Any]:
    """Give the settings for a parsed DATABASE_URL; ImproperlyConfigured where it names another kind."""
    if url.get("ENGINE") not in (SQLITE, POSTGRESQL):
        raise ImproperlyConfigured(  # without the address, which may hold a password
            "DATABASE_URL names no database that Newsroom runs on; give it as sqlite:////path/to/file or"
            " postgres://user:password@host:5432/name."
        )
    settings = {**url, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if url["ENGINE"] == SQLITE:
        settings["OPTIONS"] = {**SQLITE_OPTIONS, **url.get("OPTIONS", {})}
    return settings

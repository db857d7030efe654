"""Databases to import into, empty and migrated, as often as a benchmark needs one."""

import os
import shutil
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from tests.benchmarks.import_runs import manage


class Database(Protocol):
    """One engine; `fresh` gives the address of an empty database in place of the last one."""

    name: str

    def fresh(self) -> str: ...

    def close(self) -> None: ...


class Sqlite:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._file, self._empty = folder / "import.sqlite3", folder / "empty.sqlite3"
        manage(f"sqlite:///{self._empty}", "migrate", "--verbosity=0")

    def fresh(self) -> str:
        for file in self._file.parent.glob(f"{self._file.name}*"):
            file.unlink()
        shutil.copy(self._empty, self._file)
        return f"sqlite:///{self._file}"

    def close(self) -> None:
        """The folder goes with all that is in it."""


class Postgresql:
    """Databases of its own on the server at `url`; what that names is left alone."""

    name = "PostgreSQL"

    def __init__(self, url: str) -> None:
        self._server = urlsplit(url)
        self._empty, self._database = (f"newsroom_bench_{os.getpid()}_{name}" for name in ("empty", "import"))
        self._ask(f"CREATE DATABASE \"{self._empty}\" ENCODING 'UTF8' TEMPLATE template0")
        manage(self._url(self._empty), "migrate", "--verbosity=0")

    def fresh(self) -> str:
        self._ask(
            f'DROP DATABASE IF EXISTS "{self._database}" WITH (FORCE)',
            f'CREATE DATABASE "{self._database}" TEMPLATE "{self._empty}"',
        )
        return self._url(self._database)

    def close(self) -> None:
        self._ask(
            *(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in (self._database, self._empty))
        )

    def _url(self, name: str) -> str:
        return self._server._replace(path=f"/{name}").geturl()

    def _ask(self, *statements: str) -> None:
        import psycopg  # an installation for SQLite alone has none

        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def databases(folder: Path) -> list[Database]:
    """SQLite, and PostgreSQL where the environment names a server."""
    found: list[Database] = [Sqlite(folder)]
    named = [os.environ.get(name, "") for name in ("TEST_DATABASE_URL", "DATABASE_URL")]
    url = next((url for url in named if url.startswith(("postgres://", "postgresql://"))), "")
    if url:
        found.append(Postgresql(url.replace("postgres://", "postgresql://", 1)))
    else:
        print(
            "PostgreSQL is left out: set TEST_DATABASE_URL (or DATABASE_URL) to a server with CREATE DATABASE"
        )
    return found

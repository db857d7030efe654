"""/healthz and /readyz."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError
from django.test import Client


def test_healthz_answers_without_the_database(client: Client) -> None:
    response = client.get("/healthz")  # no database mark: a query would fail the test

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_where_every_migration_is_applied(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_says_which_command_is_missing_after_an_upgrade(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert b"manage.py migrate" in response.content


@pytest.mark.django_db
def test_readyz_refuses_when_the_database_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(recorder: MigrationRecorder) -> None:
        raise OperationalError("connection refused: secret.internal")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", gone)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert b"the database does not answer" in response.content
    assert b"secret.internal" not in response.content

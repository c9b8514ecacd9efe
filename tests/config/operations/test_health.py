"""Health: alive without a database, ready only with the right one."""

import pytest
from django.db import OperationalError
from django.test import Client


def test_live_needs_no_database(client: Client) -> None:
    assert client.get("/health/live").content == b"ok\n"


@pytest.mark.django_db
def test_ready_with_migrated_tables(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"ready": True})


def test_not_ready_when_the_database_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise OperationalError

    monkeypatch.setattr("shanyraq.config.operations.health.MigrationExecutor", broken)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["reason"]) == (503, "database")

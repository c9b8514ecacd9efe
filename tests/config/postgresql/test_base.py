"""A connection that lives is not asked at each request, and one that died is noticed all the same."""

from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from shanyraq.config.postgresql import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def connection() -> Any:
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.ensure_connection()
    yield other
    other.close()


def test_the_engine_is_ours(connection: Any) -> None:
    assert isinstance(connection, base.DatabaseWrapper)


def test_a_connection_that_answered_is_trusted_for_a_while(
    connection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(base.base.DatabaseWrapper, "is_usable", lambda self: asked.append(self) is None)
    assert [connection.is_usable() for _time in range(3)] == [True] * 3
    assert len(asked) == 1
    monkeypatch.setattr(base, "TRUSTED_SECONDS", 0.0)
    assert connection.is_usable()
    assert len(asked) == 2


def test_a_connection_that_the_server_ended_is_noticed_at_once(connection: Any) -> None:
    assert connection.is_usable()
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        assert cursor.fetchone() == (True,)
    assert not connection.is_usable()
    connection.close()
    assert not connection.is_usable()

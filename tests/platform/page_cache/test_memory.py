"""What a process remembers of content: as long as nothing changed, and never longer."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from taggit.models import Tag

from shanyraq.platform.page_cache import memory
from shanyraq.platform.page_cache.generation import TICKET, Ticket
from shanyraq.platform.page_cache.tables import install_triggers

NAMES = "names"


@pytest.fixture(autouse=True)
def _guarded_tables(transactional_db: Any) -> Iterator[None]:
    install_triggers()
    memory.forget()
    for signal in (request_started, request_finished):  # the test's connection stays open, as with a client
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    memory.forget()


def names() -> list[str]:
    return memory.remembered(NAMES, lambda: sorted(Tag.objects.values_list("name", flat=True)))


def test_what_did_not_change_is_made_once(django_assert_num_queries: Any) -> None:
    Tag.objects.create(name="felt")
    assert names() == ["felt"]
    with django_assert_num_queries(1):
        assert names() == ["felt"]


def test_change_shows_at_once_also_one_made_past_django() -> None:
    Tag.objects.create(name="felt")
    assert names() == ["felt"]
    Tag.objects.create(name="reed")
    assert names() == ["felt", "reed"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE taggit_tag SET name = 'wool' WHERE name = 'felt'")
    assert names() == ["reed", "wool"]


def test_request_that_told_its_generation_is_not_asked_again(django_assert_num_queries: Any) -> None:
    assert names() == []
    request_started.send(None, environ={TICKET: Ticket()})
    with django_assert_num_queries(0):
        assert names() == []
    Tag.objects.create(name="felt")
    request_finished.send(None)
    assert names() == ["felt"]


def test_request_without_a_ticket_forgets_that_of_the_one_before() -> None:
    request_started.send(None, environ={TICKET: Ticket()})
    Tag.objects.create(name="felt")
    request_started.send(None, environ={})
    assert names() == ["felt"]


def test_what_a_transaction_sees_is_not_kept() -> None:
    assert names() == []
    with transaction.atomic():
        Tag.objects.create(name="felt")
        assert names() == ["felt"]
        transaction.set_rollback(True)
    assert names() == []


def test_value_made_while_content_changed_is_made_anew() -> None:
    def make_slowly() -> int:
        found = Tag.objects.count()
        Tag.objects.create(name=f"late {found}")
        return found

    assert memory.remembered("count", make_slowly) == 0
    assert memory.remembered("count", Tag.objects.count) == 1


def test_keys_are_told_apart() -> None:
    given = [memory.remembered((NAMES, code), code.upper) for code in ("kk", "ru", "kk")]
    assert given == ["KK", "RU", "KK"]


def test_nothing_is_older_than_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    assert memory.remembered("bound", lambda: 1) == 1
    monkeypatch.setattr(memory, "monotonic", lambda: float("inf"))
    assert memory.remembered("bound", lambda: 2) == 2

import threading

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from shanyraq.platform.notifications.kinds import Kind, register
from shanyraq.platform.notifications.models import Message, Status
from shanyraq.platform.notifications.optouts import decline
from shanyraq.platform.notifications.outbox import enqueue


def put(**changes):
    given = {"recipient": "aisha@example.org", "kind": "account", "language": "kk"}
    given |= {"subject": "Сәлем", "body_text": "Мәтін"}
    return enqueue(**(given | changes))


def jobs():
    return list(ProcrastinateJob.objects.values_list("task_name", "args"))


def test_enqueue_keeps_the_message_and_orders_its_delivery(db):
    message = put()
    assert (message.status, message.attempts) == (Status.WAITING, 0)
    assert jobs() == [("notifications.deliver", {"message_id": message.pk})]


def test_enqueue_is_undone_with_the_transaction_of_its_cause(empty_queue):
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert (Message.objects.count(), jobs()) == (0, [])


def test_enqueue_with_a_key_that_was_used_sends_nothing_new(db):
    first = put(dedupe_key="petition-7-closed")
    assert put(dedupe_key="petition-7-closed", subject="again") == first
    assert put(dedupe_key="petition-8-closed") != first
    assert (Message.objects.count(), len(jobs())) == (2, 2)
    put()
    put()
    assert Message.objects.count() == 4


def test_enqueue_with_one_key_by_many_at_once_writes_one_message(empty_queue):
    numbers, start = [], threading.Barrier(6, timeout=60)

    def write():
        start.wait()
        try:
            numbers.append(put(dedupe_key="once").pk)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert len(set(numbers)) == 1
    assert (len(numbers), len(jobs())) == (6, 1)


def test_enqueue_of_a_stopped_kind_is_kept_and_not_sent(db, news_kind):
    decline(recipient="Aisha@example.org", kind=news_kind.name)
    assert put(kind=news_kind.name).status == Status.DECLINED
    assert put(kind="account").status == Status.WAITING
    assert len(jobs()) == 1


def test_enqueue_takes_no_line_breaks_into_the_subject(db):
    assert put(subject="Hello\r\nBcc: all@example.org").subject == "Hello Bcc: all@example.org"


def test_enqueue_refuses_unknown_languages_and_kinds(db):
    with pytest.raises(ValueError, match="klingon"):
        put(language="klingon")
    with pytest.raises(KeyError):
        put(kind="gossip")


def test_register_refuses_a_name_that_is_taken(news_kind):
    assert register(news_kind) is news_kind
    with pytest.raises(ValueError, match="taken"):
        register(Kind(news_kind.name, "other"))

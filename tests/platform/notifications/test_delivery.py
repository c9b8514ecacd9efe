import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from shanyraq.platform.notifications.delivery import DeliveryError, deliver
from shanyraq.platform.notifications.models import Message, Status
from shanyraq.platform.notifications.optouts import decline
from shanyraq.platform.notifications.outbox import schedule
from shanyraq.platform.notifications.sweeping import erase_old_texts, sweep
from shanyraq.platform.notifications.tasks import MOST_RETRIES, deliver_message
from tests.platform.notifications.test_outbox import put

ONCE = {"queues": ["notifications"], "wait": False, "install_signal_handlers": False, "listen_notify": False}


class Away(EmailBackend):
    def open(self):
        raise ConnectionRefusedError("nobody listens")


class Busy(EmailBackend):
    def send_messages(self, _messages):
        raise smtplib.SMTPDataError(451, b"try later")


class Refusing(EmailBackend):
    def send_messages(self, _messages):
        raise smtplib.SMTPRecipientsRefused({"aisha@example.org": (550, b"no such person")})


class CutOff(EmailBackend):
    def send_messages(self, _messages):
        raise smtplib.SMTPServerDisconnected("in the middle")


@pytest.fixture
def through(settings):
    def choose(backend):
        settings.NOTIFICATIONS_MAIL_BACKEND = f"{__name__}.{backend.__name__}"

    return choose


def state(message):
    message.refresh_from_db()
    return message.status, message.attempts


def test_deliver_sends_the_letter_with_its_headers(db):
    message = put(body_html="<p>Мәтін</p>")
    deliver(message.pk)
    assert state(message) == (Status.SENT, 1)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["aisha@example.org"], "Сәлем", "Мәтін")
    assert letter.alternatives[0].content == "<p>Мәтін</p>"
    assert letter.extra_headers["Content-Language"] == "kk"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert f"<{message.pk}." in letter.extra_headers["Message-ID"]
    assert "List-Unsubscribe" not in letter.extra_headers


def test_deliver_gives_a_kind_that_may_be_stopped_the_link_for_it(db, news_kind):
    deliver(put(kind=news_kind.name, language="ru").pk)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/ru/letters/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_deliver_sends_once_however_often_it_is_called(db):
    message = put()
    for _ in range(3):
        deliver(message.pk)
    assert (len(mail.outbox), state(message)) == (1, (Status.SENT, 1))
    deliver(10**9)


def test_deliver_erases_a_confidential_text_and_keeps_another(db, news_kind):
    secret, news = put(kind="account"), put(kind=news_kind.name)
    for message in (secret, news):
        deliver(message.pk)
        message.refresh_from_db()
    assert (secret.body_text, news.body_text) == ("", "Мәтін")


def test_deliver_does_not_send_what_was_stopped_meanwhile(db, news_kind):
    message = put(kind=news_kind.name)
    decline(recipient=message.recipient, kind=news_kind.name)
    deliver(message.pk)
    assert (mail.outbox, state(message)) == ([], (Status.DECLINED, 0))


@pytest.mark.parametrize("backend", [Away, Busy])
def test_deliver_tries_again_what_was_not_taken_and_gives_up_at_last(db, through, backend):
    through(backend)
    message = put()
    with pytest.raises(DeliveryError):
        deliver(message.pk)
    assert state(message) == (Status.WAITING, 1)
    deliver(message.pk, is_last=True)
    assert state(message) == (Status.FAILED, 2)
    assert message.error


def test_deliver_gives_up_at_once_where_the_server_refuses_for_good(db, through):
    through(Refusing)
    message = put()
    deliver(message.pk)
    assert state(message) == (Status.FAILED, 1)
    assert "no such person" in message.error


def test_deliver_does_not_repeat_what_may_have_been_taken(db, through):
    through(CutOff)
    message = put()
    deliver(message.pk)
    assert state(message) == (Status.UNCLEAR, 1)
    through(EmailBackend)
    deliver(message.pk)
    assert mail.outbox == []


def work_once(worker):
    """Run the worker beside us: a browser test may have left an event loop in this thread."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        beside.submit(worker.run_worker, **ONCE).result(120)


def test_worker_delivers_and_retries_later(empty_queue, through, settings):
    sender = settings.NOTIFICATIONS_MAIL_BACKEND
    through(Away)
    message = put()
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        work_once(worker)
        job = ProcrastinateJob.objects.get(task_name="notifications.deliver")
        assert (job.status, job.attempts, state(message)) == ("todo", 1, (Status.WAITING, 1))
        assert job.scheduled_at > timezone.now()
        settings.NOTIFICATIONS_MAIL_BACKEND = sender
        schedule(message)
        work_once(worker)
    assert state(message) == (Status.SENT, 2)


def test_order_given_inside_a_worker_belongs_to_the_transaction(empty_queue):
    with app.replace_connector(app.connector.get_worker_connector()), transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == 0


def test_retries_end():
    assert deliver_message.retry_strategy.max_attempts == MOST_RETRIES


def age(message, status):
    long_ago = timezone.now() - timedelta(hours=1)
    Message.objects.filter(pk=message.pk).update(status=status, changed_at=long_ago)


def test_sweep_settles_what_a_dead_worker_was_sending(db):
    dead, alive = put(), put()
    age(dead, Status.SENDING)
    sweep()
    assert (state(dead)[0], state(alive)[0]) == (Status.UNCLEAR, Status.WAITING)


def test_sweep_orders_anew_what_waits_without_an_order(db):
    lost, ordered = put(), put()
    age(lost, Status.WAITING)
    age(ordered, Status.WAITING)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE (args->>'message_id')::bigint = %s", [lost.pk])
    sweep()
    sweep()
    numbers = sorted(ProcrastinateJob.objects.values_list("args__message_id", flat=True))
    assert numbers == [lost.pk, ordered.pk]


def test_erase_old_texts_keeps_that_a_message_was_sent(db, news_kind):
    old, new = put(kind=news_kind.name), put(kind=news_kind.name)
    for message in (old, new):
        deliver(message.pk)
    Message.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=91))
    assert (erase_old_texts(), erase_old_texts()) == (1, 0)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.body_text, old.status, new.body_text) == ("", Status.SENT, "Мәтін")


def command(*arguments):
    output = StringIO()
    call_command("letters", *arguments, stdout=output)
    return output.getvalue()


def test_letters_command_shows_troubles_and_tries_again(db, through):
    message = put()
    assert command() == ""
    through(Refusing)
    deliver(message.pk)
    assert "no such person" in command()
    assert "queued again" in command("--retry", str(message.pk))
    assert state(message)[0] == Status.WAITING
    with pytest.raises(CommandError, match="neither"):
        command("--retry", str(message.pk))

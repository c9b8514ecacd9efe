import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.test import Client
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shanyraq.platform.notifications.delivery import deliver
from shanyraq.platform.notifications.letters import enqueue_letter
from shanyraq.platform.notifications.models import Message
from shanyraq.platform.notifications.optouts import has_declined, optout_address

OUTBOX = "shanyraq.platform.notifications.backend.OutboxBackend"


def write(**changes):
    given = {
        "recipient": "aisha@example.org",
        "kind": "account",
        "language": "ru",
        "subject": _("Password"),
        "paragraphs": ["1 < 2", "second\nline"],
        "action": ("Go", "https://example.org/?a=1&b=2"),
    }
    return enqueue_letter(**(given | changes))


def test_letter_is_written_in_the_recipients_language(db):
    with override("en"):
        subjects = [write(language=code).subject for code in ("ru", "en", "fr")]
    assert subjects == ["Пароль", "Password", "Mot de passe"]


def test_letter_has_plain_words_and_markup(db):
    message = write()
    assert "1 < 2\n" in message.body_text
    assert "https://example.org/?a=1&b=2" in message.body_text
    assert "<p>1 &lt; 2</p>" in message.body_html
    assert 'href="https://example.org/?a=1&amp;b=2"' in message.body_html
    assert 'lang="ru" dir="ltr"' in message.body_html
    assert "prefers-color-scheme: dark" in message.body_html
    assert "/letters/" not in message.body_html + message.body_text


def test_letter_in_arabic_runs_from_right_to_left(db):
    assert 'lang="ar" dir="rtl"' in write(language="ar").body_html


def test_letter_that_may_be_stopped_says_how(db, news_kind):
    message = write(kind=news_kind.name)
    assert "http://127.0.0.1:8000/ru/letters/" in message.body_text
    assert 'href="http://127.0.0.1:8000/ru/letters/' in message.body_html


@pytest.fixture
def stopping(news_kind):
    address = optout_address(recipient="Aisha@example.org", kind=news_kind.name, language="en")
    return address.removeprefix("http://127.0.0.1:8000")


def declined(kind):
    return has_declined(recipient="aisha@example.org", kind=kind.name)


def test_optout_page_changes_nothing_when_it_is_read(db, client, stopping, news_kind):
    answer = client.get(stopping)
    assert answer.status_code == 200
    assert '<form method="post"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert client.head(stopping).status_code == 200
    assert not declined(news_kind)


def test_optout_by_post_without_cookies_stops_the_kind_and_can_be_taken_back(db, stopping, news_kind):
    strict = Client(enforce_csrf_checks=True)
    for _time in range(2):
        assert strict.post(stopping, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert declined(news_kind)
    assert strict.post(stopping, {"wish": "resume"}).status_code == 200
    assert not declined(news_kind)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%D3%99"])
def test_optout_with_a_forged_token_is_not_found(db, client, token):
    assert client.post(f"/en/letters/{token}/").status_code == 404


def test_transactional_kind_cannot_be_stopped(db, client):
    address = optout_address(recipient="aisha@example.org", kind="account", language="en")
    client.post(address.removeprefix("http://127.0.0.1:8000"))
    assert not has_declined(recipient="aisha@example.org", kind="account")


def test_outbox_backend_puts_djangos_letters_into_the_outbox(db, settings):
    settings.EMAIL_BACKEND = OUTBOX
    with override("kk"):
        recipients = ["a@example.org", "b@example.org"]
        sent = send_mail("Сәлем", "Мәтін", None, recipients, html_message="<p>Мәтін</p>")
    assert (sent, mail.outbox) == (1, [])
    messages = list(Message.objects.order_by("recipient"))
    assert [(m.recipient, m.kind, m.language, m.body_html) for m in messages] == [
        ("a@example.org", "account", "kk", "<p>Мәтін</p>"),
        ("b@example.org", "account", "kk", "<p>Мәтін</p>"),
    ]
    deliver(messages[0].pk)
    assert [letter.to for letter in mail.outbox] == [["a@example.org"]]


def test_outbox_backend_sends_a_letter_with_attachments_at_once(db):
    letter = EmailMultiAlternatives("a", "b", to=["a@example.org"], connection=get_connection(OUTBOX))
    letter.attach("felt.txt", "felt", "text/plain")
    letter.send()
    assert (len(mail.outbox), Message.objects.count()) == (1, 0)

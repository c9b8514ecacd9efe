"""The short way of a signature: the same answer, and nobody is let in who is not by the ordinary way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from shanyraq.config.short_way import LONGEST_FORM, Deed, ShortWay
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.domains.petitions.web.kept_words import FIELDS, SIGNING
from shanyraq.domains.petitions.web.kept_words import SESSION_KEY as KEPT_WORDS
from shanyraq.domains.petitions.web.signing import at_once
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.accounts.web.fresh import SESSION_KEY as SIGNED_IN_AT
from tests.domains.petitions.signing_scene import iin, open_petition, region
from tests.factories.accounts import UserFactory, identity

pytestmark = pytest.mark.django_db

CSRF = "c" * 32
HOST = "testserver"


class Ordinary:
    """Django's application, which notes how often it was asked."""

    def __init__(self) -> None:
        self.application, self.asked = get_wsgi_application(), 0

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        return self.application(environ, start_response)


class Someone:
    """Somebody signed in whom the state knows, and what their browser sends."""

    def __init__(self, number: int) -> None:
        self.user: User = UserFactory()
        link_person(user=self.user, identity=identity(iin(number)), at=timezone.now())
        client = Client()
        client.force_login(self.user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
        self.session = client.session

    def form(self, petition: Petition, language: str = "kk") -> dict[str, Any]:
        """A form of the signing as the web server passes it on."""
        path = f"/{language}/petitions/{petition.public_id}/sign/"
        environ = (
            RequestFactory()
            .post(
                path,
                f"csrfmiddlewaretoken={CSRF}&territory=750000000",
                content_type="application/x-www-form-urlencoded",
                headers={"cookie": f"sessionid={self.session.session_key}; csrftoken={CSRF}", "host": HOST},
            )
            .environ
        )
        return environ | {"HTTP_ORIGIN": f"http://{HOST}"}

    def change_session(self, **values: Any) -> None:
        for name, value in values.items():
            self.session[name] = value
        self.session.save()


class House:
    """A petition, and the application with the short way; the first signers have gone the ordinary one."""

    def __init__(self) -> None:
        self.petition, self.ordinary = open_petition(), Ordinary()
        region()
        region("710000000")
        deed = Deed(at_once.ADDRESS, at_once.sign_at_once, at_once.address_of_signature)
        self.application = ShortWay(self.ordinary, deed)
        for number, language in enumerate(("kk", "ar")):
            self.first = ask(self.application, Someone(100 + number).form(self.petition, language))
            assert self.first[0] == "302 Found", self.first
        assert self.ordinary.asked == 2

    def went_ordinary(self) -> bool:
        return self.ordinary.asked > 2


@pytest.fixture(autouse=True)
def _connection_of_the_test() -> Iterator[None]:
    """As Django's client: between requests the transaction of the test goes on."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def house() -> House:
    return House()


def ask(application: Any, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    started: list[Any] = []
    body = b"".join(application(environ, lambda *given: started.append(given)))
    return started[0][0], started[0][1], body


def test_the_answer_is_that_of_the_ordinary_way(house: House) -> None:
    answer = ask(house.application, Someone(1).form(house.petition, "ar"))
    assert (answer[0], sorted(answer[1]), answer[2]) == (house.first[0], sorted(house.first[1]), b"")
    headers = dict(answer[1])
    assert headers["Location"] == f"/ar/petitions/{house.petition.public_id}/signature/"
    assert headers["Cache-Control"] == "private, no-store"
    assert {"X-Content-Type-Options", "Content-Security-Policy"} <= headers.keys()
    assert not house.went_ordinary()
    assert Signature.objects.count() == 3


def test_twice_is_once(house: House) -> None:
    someone = Someone(1)
    answers = [ask(house.application, someone.form(house.petition)) for _time in range(3)]
    assert {(answer[0], dict(answer[1])["Location"]) for answer in answers} == {
        ("302 Found", f"/kk/petitions/{house.petition.public_id}/signature/")
    }
    assert Signature.objects.count() == 3
    assert house.ordinary.asked == 4  # where it is said that one has signed before


def _no_token(environ: dict[str, Any]) -> None:
    _send(environ, b"territory=750000000")


def _send(environ: dict[str, Any], form: bytes) -> None:
    environ |= {"wsgi.input": BytesIO(form), "CONTENT_LENGTH": str(len(form))}


REQUESTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no token": _no_token,
    "another's token": lambda sent: sent.update(HTTP_COOKIE=sent["HTTP_COOKIE"].replace(CSRF, "d" * 32)),
    "no cookies": lambda sent: sent.pop("HTTP_COOKIE"),
    "no session": lambda sent: sent.update(HTTP_COOKIE=f"csrftoken={CSRF}"),
    "an invented session": lambda sent: sent.update(HTTP_COOKIE=f"csrftoken={CSRF}; sessionid={'x' * 32}"),
    "another site": lambda sent: sent.update(HTTP_ORIGIN="https://evil.example"),
    "no origin": lambda sent: sent.update(HTTP_ORIGIN="null"),
    "another host": lambda sent: sent.update(HTTP_HOST="evil.example"),
    "a query": lambda sent: sent.update(QUERY_STRING="a=%00"),
    "a territory that may not sign": lambda sent: _send(
        sent, f"csrfmiddlewaretoken={CSRF}&territory=100000000".encode()
    ),
    "no letters": lambda sent: _send(sent, b"\xff\xfe\x00%00%ff=\x00" + bytes(range(256))),
    "a huge form": lambda sent: _send(
        sent, f"csrfmiddlewaretoken={CSRF}&territory=100000000&a={'a' * LONGEST_FORM}".encode()
    ),
    "a number in another script": lambda sent: sent.update(CONTENT_LENGTH="٣"),
    "broken off": lambda sent: sent.update({"wsgi.input": BytesIO(b"csrfmiddlewaretoken=")}),
    "another kind of form": lambda sent: sent.update(CONTENT_TYPE="application/json"),
    "another petition": lambda sent: sent.update(PATH_INFO="/kk/petitions/zzzzzzzzzz/sign/"),
    "another method": lambda sent: sent.update(REQUEST_METHOD="PUT"),
}


@pytest.mark.parametrize("case", REQUESTS)
def test_who_is_not_let_in_is_answered_by_the_ordinary_way(house: House, case: str) -> None:
    someone, answers = Someone(1), []
    for application in (house.application, house.ordinary.application):
        sent = someone.form(house.petition)
        REQUESTS[case](sent)
        answers.append(ask(application, sent)[0])
    assert answers[0] == answers[1]
    assert not answers[0].startswith("5")
    assert house.went_ordinary()
    assert Signature.objects.count() == 2


STATES: dict[str, Callable[[Someone, Petition], Any]] = {
    "signed in long ago": lambda who, _: who.change_session(**{SIGNED_IN_AT: 0}),
    "a session that is over": lambda who, _: Session.objects.filter(pk=who.session.session_key).update(
        expire_date=timezone.now() - dt.timedelta(seconds=1)
    ),
    "a session that was changed": lambda who, _: Session.objects.filter(pk=who.session.session_key).update(
        session_data="e30:forged:seal"
    ),
    "a session of somebody else": lambda who, _: who.change_session(**{SESSION_KEY: str(UserFactory().pk)}),
    "a new password": lambda who, _: User.objects.filter(pk=who.user.pk).update(password="other"),
    "a closed account": lambda who, _: User.objects.filter(pk=who.user.pk).update(is_active=False),
    "nobody whom the state knows": lambda who, _: Person.objects.filter(user=who.user).update(user=None),
    "the end of the signing": lambda _, petition: Petition.objects.filter(pk=petition.pk).update(
        signing_ends_at=timezone.now() - dt.timedelta(seconds=1)
    ),
    "open by its link alone": lambda _, petition: Petition.objects.filter(pk=petition.pk).update(
        state=PetitionState.OPENING, opened_at=None
    ),
}


@pytest.mark.parametrize("case", STATES)
def test_who_may_not_sign_does_not_sign(house: House, case: str) -> None:
    someone = Someone(1)
    STATES[case](someone, house.petition)
    answer = ask(house.application, someone.form(house.petition))
    assert not answer[0].startswith("5")
    assert house.went_ordinary()
    assert Signature.objects.count() == 2


def test_words_kept_of_an_earlier_form_are_forgotten(house: House) -> None:
    someone = Someone(1)
    words = dict.fromkeys(FIELDS[SIGNING], "on")
    someone.change_session(**{KEPT_WORDS: {f"{SIGNING} {house.petition.public_id}": words}})
    assert ask(house.application, someone.form(house.petition))[0] == "302 Found"
    assert house.went_ordinary()
    assert Signature.objects.count() == 3
    session = type(someone.session)(someone.session.session_key)
    assert session[KEPT_WORDS] == {}


@pytest.mark.parametrize("case", [{"SECURE_SSL_REDIRECT": True}, {"SECRET_KEY_FALLBACKS": ["old"]}])
def test_what_the_house_demands_is_seen_to_on_the_ordinary_way(house: House, case: dict[str, Any]) -> None:
    with override_settings(**case):
        ask(house.application, Someone(1).form(house.petition))
    assert house.went_ordinary()


def test_what_fails_is_answered_by_the_ordinary_way() -> None:
    def fails(_request: Any, _name: str) -> bool:
        raise RuntimeError

    ordinary = Ordinary()
    deed = Deed(at_once.ADDRESS, fails, at_once.address_of_signature)
    application, petition = ShortWay(ordinary, deed), open_petition()
    region()
    answers = [ask(application, Someone(number).form(petition))[0] for number in range(2)]
    assert answers == ["302 Found"] * 2
    assert ordinary.asked == Signature.objects.count() == 2

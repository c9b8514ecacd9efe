"""Session, account and person: read by statements of our own, the same as by Django's."""

import datetime as dt
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.backends import PasswordBackend
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.sessions import SessionStore, account_of_session, field_names
from shanyraq.platform.accounts.web.middleware import AccountOfSession
from tests.factories.accounts import UserFactory, identity

pytestmark = pytest.mark.django_db


def test_a_session_lives_until_its_end() -> None:
    store = SessionStore()
    store["colour"] = "blue"
    store.save()
    key = str(store.session_key)
    assert SessionStore(key)["colour"] == "blue"
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    late = SessionStore(key)
    assert "colour" not in late
    assert late.session_key is None
    assert "colour" not in SessionStore("k" * 32)


@pytest.fixture
def reader(client: Client) -> User:
    """Somebody signed in, whose session stands in the register of sessions as at a real door."""
    user = UserFactory()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    _register(client, user)
    return user


def _register(client: Client, user: User) -> None:
    UserSession.objects.update_or_create(
        session_key=client.session.session_key,
        defaults={"user": user, "ip": "127.0.0.1", "user_agent": "test", "last_seen_at": timezone.now()},
    )


def _asked(client: Client) -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = SessionStore(client.session.session_key)
    AccountOfSession(lambda _request: HttpResponse()).process_request(request)
    return request


def test_session_account_and_person_are_one_statement(
    client: Client, reader: User, django_assert_num_queries: Any
) -> None:
    person = link_person(user=reader, identity=identity(), at=timezone.now())
    request = _asked(client)
    with django_assert_num_queries(1):
        assert request.user == reader
        assert request.user.email == reader.email
        assert person_of(request.user) == person
    ours = {name: getattr(request.user, name) for name in field_names(User)}
    assert ours == User.objects.filter(pk=reader.pk).values(*field_names(User)).get()
    theirs = {name: getattr(request.user.person, name) for name in field_names(Person)}
    assert theirs == Person.objects.filter(pk=person.pk).values(*field_names(Person)).get()


def test_the_account_of_a_session_is_the_one_that_it_was_sealed_for(client: Client, reader: User) -> None:
    _register(client, UserFactory())
    assert _asked(client).user == reader


def test_a_session_of_another_password_or_an_account_that_was_closed_speaks_for_nobody(
    client: Client, reader: User
) -> None:
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert _asked(client).user.is_anonymous
    User.objects.filter(pk=reader.pk).update(is_active=True)
    assert _asked(client).user == reader
    reader.set_password("another one entirely")
    reader.save()
    assert _asked(client).user.is_anonymous


def test_an_account_that_came_with_a_session_is_given_once(client: Client, reader: User) -> None:
    session = SessionStore(client.session.session_key)
    session.load()
    assert session.take_account(str(reader.pk)) == reader
    assert session.take_account(str(reader.pk)) is None
    assert account_of_session(reader.pk) is None  # outside of a look at a session


def test_an_account_comes_with_its_person(django_assert_num_queries: Any) -> None:
    user = UserFactory()
    person = link_person(user=user, identity=identity(), at=timezone.now())
    with django_assert_num_queries(1):
        found = PasswordBackend().get_user(user.pk)
        assert found == user
        assert person_of(found) == person
        assert found.person.sealed_iin == person.sealed_iin
    stranger = UserFactory()
    with django_assert_num_queries(1):
        assert person_of(PasswordBackend().get_user(stranger.pk)) is None


def test_who_is_not_active_or_not_there_is_nobody(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    assert get_user(request) == user
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert get_user(request).is_anonymous
    assert PasswordBackend().get_user(0) is None

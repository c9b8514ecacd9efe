"""Who signed in long ago is asked anew before what binds them; a session that was taken shows nothing."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client, RequestFactory

from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.web.fresh import SESSION_KEY, is_fresh
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
HOURS = 60 * 60


def asked(session: SessionBase, user: User | AnonymousUser) -> Any:
    request = RequestFactory().get("/")
    request.session, request.user = session, user
    return request


def older(client: Client, seconds: int) -> SessionBase:
    """The session of *client*, as if all in it had happened that long ago."""
    session = client.session
    for record in session.get("account_authentication_methods", []):
        record["at"] -= seconds
    session[SESSION_KEY] -= seconds
    session.save()
    return session


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_signing_in_is_fresh_for_half_a_day() -> None:
    user = UserFactory()
    client = signed_in(user)
    assert is_fresh(asked(client.session, user))
    assert is_fresh(asked(older(client, 11 * HOURS), user))
    assert not is_fresh(asked(older(client, 2 * HOURS), user))


def test_whoever_shows_anew_who_they_are_is_fresh_again() -> None:
    user = UserFactory()
    client = signed_in(user)
    older(client, 20 * HOURS)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    assert is_fresh(asked(client.session, user))


def test_a_session_without_a_sign_in_is_not_fresh() -> None:
    user = UserFactory()
    session = Client().session
    assert not is_fresh(asked(session, user))
    assert not is_fresh(asked(session, AnonymousUser()))
    session[SESSION_KEY] = int(time.time())
    assert is_fresh(asked(session, user))

"""Session, account and person: read by statements of our own, the same as by Django's."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.backends import PasswordBackend
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.sessions import SessionStore
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

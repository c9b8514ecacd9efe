"""Whom a session speaks for: the account together with the person behind it, in one statement."""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.db import connection

from shanyraq.platform.accounts.models import Person, User


class _WithPerson:
    """``user.person`` is known without another journey to the database, also that there is none."""

    def get_user(self, user_id: Any) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute(_statement(), [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        columns = len(_columns(User))
        user = User.from_db(connection.alias, _columns(User), row[:columns])
        person = row[columns:]
        known = None if person[0] is None else Person.from_db(connection.alias, _columns(Person), person)
        user._state.fields_cache["person"] = known  # noqa: SLF001 - where select_related puts it
        return user if user.is_active else None


class PasswordBackend(_WithPerson, ModelBackend):
    """By password, with Django's permissions."""


class AccountBackend(_WithPerson, AuthenticationBackend):
    """By all the ways that allauth knows."""


def _columns(model: type[User | Person]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - public by Django's documentation


@cache
def _statement() -> str:
    wanted = [f"account.{name}" for name in _columns(User)] + [f"person.{name}" for name in _columns(Person)]
    return (
        f"SELECT {', '.join(wanted)} FROM accounts_user AS account "  # noqa: S608 - names of our own columns
        "LEFT JOIN accounts_person AS person ON person.user_id = account.id WHERE account.id = %s"
    )

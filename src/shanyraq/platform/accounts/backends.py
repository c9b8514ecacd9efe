"""Whom a session speaks for: the account together with the person behind it."""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.db import connection

from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.sessions import account_columns, account_from, account_of_session


class _WithPerson:
    """``user.person`` is known without another journey to the database, also that there is none."""

    def get_user(self, user_id: Any) -> User | None:
        user = account_of_session(user_id) or _account(user_id)
        return user if user is not None and user.is_active else None


class PasswordBackend(_WithPerson, ModelBackend):
    """By password, with Django's permissions."""


class AccountBackend(_WithPerson, AuthenticationBackend):
    """By all the ways that allauth knows."""


def _account(number: Any) -> User | None:
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [number])
        row = cursor.fetchone()
    return account_from(row, connection.alias) if row is not None else None


@cache
def _statement() -> str:
    return (
        f"SELECT {account_columns('.')} FROM accounts_user AS account "  # noqa: S608 - names of our own columns
        "LEFT JOIN accounts_person AS person ON person.user_id = account.id WHERE account.id = %s"
    )

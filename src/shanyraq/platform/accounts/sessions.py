"""Sessions in the database, as Django's, read together with the account that each was begun for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import router
from django.utils import timezone

from shanyraq.kernel.statements import rows_of
from shanyraq.platform.accounts.models import Person, User

_asked: Final[ContextVar[SessionStore | None]] = ContextVar(
    "the session of which the account is asked", default=None
)


class SessionStore(db.SessionStore):
    """Every page of somebody signed in begins here: session, account and person in one statement."""

    _account: User | None = None

    def load(self) -> dict[str, Any]:
        alias = router.db_for_read(Session)
        rows = rows_of(_statement(), [self.session_key, timezone.now()], using=alias)
        if not rows:
            self._session_key = None
            return {}
        row = rows[0]
        self._account = account_from(row[1:], alias)
        decoded: dict[str, Any] = self.decode(row[0])
        return decoded

    def take_account(self, number: Any) -> User | None:
        """The account *number*, if it came with the session; once, so that nobody gets it when it is old."""
        account, self._account = self._account, None
        return account if account is not None and str(account.pk) == str(number) else None


@contextmanager
def asking_for_account(session: Any) -> Iterator[None]:
    """For the time of the block, :func:`account_of_session` answers from *session*."""
    token = _asked.set(session if isinstance(session, SessionStore) else None)
    try:
        yield
    finally:
        _asked.reset(token)


def account_of_session(number: Any) -> User | None:
    """The account *number* as it was read with the session that is looked at; None: ask the database."""
    session = _asked.get()
    return session.take_account(number) if session is not None else None


def account_from(row: tuple[Any, ...], alias: str) -> User | None:
    """The account of a row of :func:`account_columns`; ``user.person`` is known, also that there is none."""
    columns = field_names(User)
    if row[0] is None:
        return None
    user = User.from_db(alias, columns, row[: len(columns)])
    person = row[len(columns) :]
    known = None if person[0] is None else Person.from_db(alias, field_names(Person), person)
    user._state.fields_cache["person"] = known  # noqa: SLF001 - where select_related puts it
    return user


@cache
def field_names(model: type[User | Person]) -> list[str]:
    """The columns of *model*, in the order of its fields."""
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - public by Django's documentation


@cache
def account_columns(separator: str) -> str:
    """What a statement must name for :func:`account_from`, of ``account`` and ``person``."""
    account = [f"account{separator}{name}" for name in field_names(User)]
    return ", ".join(account + [f"person{separator}{name}" for name in field_names(Person)])


@cache
def _statement() -> str:
    return f"SELECT session_data, {account_columns('_')} FROM accounts_session(%s, %s)"  # noqa: S608 - names of our own columns

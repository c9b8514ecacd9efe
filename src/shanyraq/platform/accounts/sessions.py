"""Sessions in the database, as Django's, read by a statement that is written once."""

from __future__ import annotations

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connections, router
from django.utils import timezone

READ: Final = """
SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s
"""


class SessionStore(db.SessionStore):
    """Every page of somebody signed in begins with this statement; Django composes it anew each time."""

    def _get_session_from_db(self) -> Session | None:
        with connections[router.db_for_read(Session)].cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return Session(*row)

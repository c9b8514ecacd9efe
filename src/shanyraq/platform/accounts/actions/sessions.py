"""Ending sessions on all devices."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from shanyraq.platform.accounts.models import User


def end_all_sessions(*, user: User, keep: str | None = None) -> int:
    """Sign ``user`` out on every device except the session ``keep``; returns how many sessions ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    with transaction.atomic():
        sessions = UserSession.objects.select_for_update().filter(user=user).exclude(session_key=keep or "")
        keys = [session.session_key for session in sessions]
        for key in keys:
            store.delete(key)
        sessions.delete()
    return len(keys)

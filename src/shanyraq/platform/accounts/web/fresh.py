"""Whether the person was at the keyboard lately: what somebody with a stolen session cannot show.

A session lasts for two weeks. What binds a person under law asks for more: that they have signed in, or
confirmed who they are, within hours.
"""

from __future__ import annotations

import time
from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

SESSION_KEY: Final = "signed_in_at"


@receiver(user_logged_in, dispatch_uid="accounts.note_when_signed_in")
def note_when_signed_in(request: HttpRequest | None, **_details: Any) -> None:
    """Keep in the session when it began to speak for the account."""
    if request is not None:
        request.session[SESSION_KEY] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person has signed in, or confirmed that it is they, within ``FRESH_SECONDS``."""
    user: Any = request.user
    confirmed = [float(record["at"]) for record in get_authentication_records(request, user)]
    last = max([float(request.session.get(SESSION_KEY, 0)), *confirmed])
    return time.time() - last < settings.FRESH_SECONDS

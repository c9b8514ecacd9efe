"""What a request says about where its sender sits."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.queries.reading_room import is_in_reading_room
from shanyraq.platform.accounts.web.visitors import address_of

DEVICE_COOKIE: Final = "library_device"


def device_token_of(request: HttpRequest) -> str:
    """The token of a paired device; empty for others."""
    return str(request.COOKIES.get(DEVICE_COOKIE, ""))


def reading_room_of(request: HttpRequest) -> Library | None:
    """The member in whose reading room the visitor sits, or None."""
    return is_in_reading_room(address_of(request), device_token_of(request))

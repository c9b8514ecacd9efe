"""What a request says about where its sender sits."""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.queries.reading_room import is_in_reading_room

DEVICE_COOKIE: Final = "library_device"


def address_of(request: HttpRequest) -> str:
    """The visitor's address, by the trusted proxies of the house; empty when nobody can tell."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return ""


def device_token_of(request: HttpRequest) -> str:
    """The token of a paired device; empty for others."""
    return str(request.COOKIES.get(DEVICE_COOKIE, ""))


def reading_room_of(request: HttpRequest) -> Library | None:
    """The member in whose reading room the visitor sits, or None."""
    return is_in_reading_room(address_of(request), device_token_of(request))

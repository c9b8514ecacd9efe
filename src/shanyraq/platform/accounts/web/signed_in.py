"""The account that a request speaks for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from shanyraq.platform.accounts.models import User


def account_of(request: HttpRequest) -> User:
    """:raises PermissionDenied: when nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user

"""What must hold before the platform serves the public."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

SHORTEST_KEY = 32


@register(Tags.security)
def check_accounts(**_kwargs: Any) -> list[CheckMessage]:
    """Errors: a weak key; in service a played provider, or one without TLS or secret, or staff at risk."""
    found: list[CheckMessage] = []
    if any(len(key) < SHORTEST_KEY for key in (settings.IDENTITY_KEY, *settings.IDENTITY_KEY_FALLBACKS)):
        found.append(Error("SHANYRAQ_IDENTITY_KEY needs at least 32 characters.", id="accounts.E001"))
    if str(settings.MODE) != "service":
        return found
    if settings.TEST_IDENTITY_PROVIDER:
        found.append(Error("The test identity provider must not serve the public.", id="accounts.E002"))
    if settings.OIDC_ISSUER and urlsplit(settings.OIDC_ISSUER).scheme != "https":
        found.append(Error("SHANYRAQ_OIDC_ISSUER must begin with https://.", id="accounts.E003"))
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    if any(not app["secret"] for app in apps):
        found.append(Error("SHANYRAQ_OIDC_CLIENT_SECRET is missing.", id="accounts.E004"))
    if not settings.STAFF_NEEDS_SECOND_FACTOR:
        found.append(Error("Staff need a second factor in service.", id="accounts.E005"))
    return found

"""The test provider never opens for the public."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PLAYING_MODES = ("demo", "test")


def refuse_in_service() -> None:
    """:raises ImproperlyConfigured: unless this is a demo or a test that plays the provider itself."""
    if str(settings.MODE) not in PLAYING_MODES or not settings.TEST_IDENTITY_PROVIDER:
        raise ImproperlyConfigured("The test identity provider is only for SHANYRAQ_MODE demo or test.")

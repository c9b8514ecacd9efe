"""What must hold before the logs are signed."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

SHORTEST_KEY = 32


@register(Tags.security)
def check_log_key(**_kwargs: Any) -> list[CheckMessage]:
    """An error for a key that could be guessed."""
    if len(settings.TRANSPARENCY_LOG_KEY) < SHORTEST_KEY:
        return [Error("SHANYRAQ_LOG_KEY needs at least 32 characters.", id="transparency.E001")]
    return []

"""The environment read once, with types and clear errors."""

import os
from enum import StrEnum
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

REPOSITORY = Path(__file__).resolve().parents[4]
PACKAGE = Path(__file__).resolve().parents[2]


class Mode(StrEnum):
    """``service`` for the public; ``demo`` on a desk, by plain HTTP; ``test`` for pytest."""

    SERVICE = "service"
    DEMO = "demo"
    TEST = "test"


def text(name: str, default: str | None = None) -> str:
    """:raises ImproperlyConfigured: when the variable is missing and there is no default."""
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(f"The environment variable {name} is not set; see docs/operations.md.")
    return value


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"The environment variable {name} must be a whole number, not {value!r}."
        ) from None


def listed(name: str, default: str = "") -> list[str]:
    """Comma-separated values without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def switch(name: str, *, default: bool) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


try:
    MODE = Mode(text("SHANYRAQ_MODE", Mode.SERVICE))
except ValueError:
    raise ImproperlyConfigured("SHANYRAQ_MODE must be service, demo or test.") from None
IS_SERVICE = MODE is Mode.SERVICE
VAR = Path(text("SHANYRAQ_VAR", str(REPOSITORY / "var")))

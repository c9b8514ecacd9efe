"""What tests of domains share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Texts for people are compared in the language of the sources."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    """Librarians come in with a password alone; what happens without a second factor has tests of its own."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False

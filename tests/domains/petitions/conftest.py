"""What tests of petitions share."""

import pytest
from django.utils import timezone

from tests.factories.petitions import Hands


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A clock that stands at ``tests.factories.petitions.AT`` until a test turns it."""
    clock = Hands()
    monkeypatch.setattr(timezone, "now", clock)
    return clock

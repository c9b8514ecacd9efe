"""What tests of petitions share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.petitions import Hands
from tests.platform.electronic_signatures.authority_scene import Authority, trusted


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A clock that stands at ``tests.factories.petitions.AT`` until a test turns it."""
    clock = Hands()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Iterator[Authority]:
    """An authority whose electronic signatures are accepted."""
    with trusted(tmp_path / "authorities", settings) as made:
        yield made

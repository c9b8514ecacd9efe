"""An index of its own for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shanyraq.platform.search.engine import reading
from shanyraq.platform.search.feed import building
from shanyraq.platform.search.queries import staff_choices


def own_index(settings: Any, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Callable[[], Path]:
    """Let this test search in *folder*; the answer builds an index there of what the database holds now."""
    settings.SEARCH_FOLDER = folder
    monkeypatch.setattr(reading, "LOOK_SECONDS", -1.0)  # see what was built at once
    monkeypatch.setattr(staff_choices, "HELD_SECONDS", -1.0)
    return building.build

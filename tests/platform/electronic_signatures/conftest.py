"""What tests of electronic signatures share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.platform.electronic_signatures.authority_scene import Authority, trusted


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Iterator[Authority]:
    """An authority that is trusted, with services on this machine."""
    with trusted(tmp_path / "authorities", settings) as made:
        yield made

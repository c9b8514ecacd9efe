"""What tests of electronic signatures share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shanyraq.platform.electronic_signatures.revocation import KEPT
from tests.platform.electronic_signatures.authority_scene import Authority, running


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Iterator[Authority]:
    """An authority that is trusted, with services on this machine."""
    KEPT.clear()
    settings.ELECTRONIC_SIGNATURES_FOLDER = str(tmp_path / "authorities")
    settings.ELECTRONIC_SIGNATURES_SECONDS = 2
    with running() as made:
        made.trust(tmp_path / "authorities")
        yield made
    KEPT.clear()

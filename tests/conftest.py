"""What every test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with measuring data beside the repository; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ with measuring data is not beside the repository")
    return SHARED

"""What every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import running_chromium

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with measuring data beside the repository; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ with measuring data is not beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process; each test opens a context of its own."""
    with running_chromium() as browser:
        yield browser

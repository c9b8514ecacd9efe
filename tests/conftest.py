"""What every test may use."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import settings
from playwright.sync_api import Browser
from xdist.scheduler import LoadGroupScheduling

from shanyraq.platform.page_cache import memory
from tests.chromium import running_chromium

# No test is timed: a slow machine is no failure. Examples are the same each time: so is the outcome.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

JOURNEYS = "tests/journeys/"
SHARED = Path(__file__).resolve().parents[2] / "shared"


class JourneysTogether(LoadGroupScheduling):
    """All journeys go to one process, so that the house they walk through is built once.

    The mark ``xdist_group`` would say so, but xdist 3.8 writes it into a field that pytest 9.2 gave up.
    """

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether:
    return JourneysTogether(config, log)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes may not name a test: an archive holds its time, and all processes must agree on names."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that empty all tables come last, also when pytest groups those of one browser earlier.

    What migrations have written is gone after them, and other tests rely on it. They keep their order.
    """
    items.sort(key=lambda item: str(item.path) if _empties_all_tables(item) else "")


def _empties_all_tables(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    marks = item.iter_markers("django_db")
    return (
        "transactional_db" in names
        or "live_server" in names
        or any(mark.kwargs.get("transaction") for mark in marks)
    )


@pytest.fixture(autouse=True)
def _default_language() -> None:
    """Every test begins in the house's own language, whatever the one before it asked for."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Tables are emptied between tests past their triggers, so no test may rely on what one before it saw."""
    memory.forget()


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

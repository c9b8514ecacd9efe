"""What every test may use."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import settings
from playwright.sync_api import Browser
from xdist.scheduler import LoadGroupScheduling

from shanyraq.platform.page_cache import memory
from tests.chromium import running_chromium
from tests.traces import end_of, keep_pages

# No test is timed: a slow machine is no failure. Examples are the same each time: so is the outcome.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

JOURNEYS, PORTAL = "tests/journeys/", "tests/surfaces/portal/"
SECOND_TRY_AFTER = 1  # seconds
SETUP_FAILED = pytest.StashKey[bool]()
SHARED = Path(__file__).resolve().parents[2] / "shared"


class JourneysTogether(LoadGroupScheduling):
    """All journeys go to one process, so that the house they walk through is built once.

    So do the tests of each file of the portal, whose pages are many and made once for the file.
    The mark ``xdist_group`` would say so, but xdist 3.8 writes it into a field that pytest 9.2 gave up.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(JOURNEYS):
            return JOURNEYS
        return nodeid.partition("::")[0] if nodeid.startswith(PORTAL) else nodeid


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
    for item in items:
        if _has_browser_or_house(item):
            item.add_marker(_second_try(item))


def _has_browser_or_house(item: pytest.Item) -> bool:
    return item.nodeid.startswith(JOURNEYS) or item.get_closest_marker("browser") is not None


def _second_try(item: pytest.Item) -> pytest.MarkDecorator:
    """Many processes and a browser take part: one more try, which the summary tells. Set-up has one try."""

    def may_be_tried() -> bool:
        return not item.stash.get(SETUP_FAILED, False)

    return pytest.mark.flaky(reruns=1, reruns_delay=SECOND_TRY_AFTER, condition=may_be_tried)


def _empties_all_tables(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    marks = item.iter_markers("django_db")
    return (
        "transactional_db" in names
        or "live_server" in names
        or any(mark.kwargs.get("transaction") for mark in marks)
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test of a browser or a house shows what there was to see, while it is there."""
    report = yield
    if report.when == "setup":
        item.stash[SETUP_FAILED] = report.failed
    if report.when == "call" and report.failed and _has_browser_or_house(item):
        used = getattr(item, "funcargs", {})
        if browser := used.get("chromium"):
            pages = [page for context in browser.contexts for page in context.pages]
            report.sections += [("pages that were open", line) for line in keep_pages(pages)]
        if house := used.get("house"):
            report.sections.append(("end of the house's log", end_of(house.log)))
    return report


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

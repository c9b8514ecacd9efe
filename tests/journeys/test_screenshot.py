"""The picture of the home page in the README.

It is taken anew, into docs/images/home.png, by

    SHANYRAQ_SCREENSHOT=1 make test ARGS=tests/journeys/test_screenshot.py
"""

import os

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.reader import reading
from tools.repository import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif("SHANYRAQ_SCREENSHOT" not in os.environ, reason="SHANYRAQ_SCREENSHOT is not set"),
]

PICTURE = ROOT / "docs" / "images" / "home.png"


def test_home_page_is_pictured_for_the_readme(chromium: Browser, house: House) -> None:
    with reading(chromium, house, reduced_motion="reduce") as reader:
        reader.go("/en/")
        reader.page.wait_for_load_state("networkidle")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        reader.page.screenshot(path=PICTURE)
    assert PICTURE.stat().st_size > 10_000

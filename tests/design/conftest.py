"""Tabs for the pattern page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """An empty page of 1280 pixels with scripts."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def tab_without_scripts(chromium: Browser) -> Iterator[Page]:
    """An empty page without scripts."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()

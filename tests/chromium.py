"""The browser of the tests: the system's Chromium, else Playwright's own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=20_000)  # milliseconds; few processors are shared with everything else
NONE_FOUND = "no Chromium: install your system's package of it, or run `playwright install chromium`"


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A Chromium without a window; where there is none, tests skip, but in CI they fail."""
    # Playwright's loop in this thread makes Django believe that queries are made from async code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=system, args=FLAGS)
        except Error as error:
            if os.environ.get("CI") == "true":
                pytest.fail(f"{NONE_FOUND} ({error.message.splitlines()[0]})")
            pytest.skip(NONE_FOUND)
        yield browser
        browser.close()

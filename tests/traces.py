"""What a browser showed and a house wrote when a test failed: for the one who sees only the log."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from playwright.sync_api import Error, Page

from tools.repository import ROOT

FOLDER: Final = ROOT / "var" / "failed-tests"
LOG_LINES: Final = 40
LOG_BYTES: Final = 100_000
PICTURE_MILLISECONDS, TEXT_MILLISECONDS = 10_000, 5_000


def keep_pages(pages: Iterable[Page]) -> list[str]:
    """Write a picture and the text of each page into a folder of the running test; a line on each page."""
    return [_keep(page, _folder() / f"page-{number}") for number, page in enumerate(pages, 1)]


def _folder() -> Path:
    name = os.environ.get("PYTEST_CURRENT_TEST", "unknown").rpartition(" ")[0]
    folder = FOLDER / re.sub(r"[^\w.\[\]-]+", "-", name.removeprefix("tests/"))[:120]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(page: Page, path: Path) -> str:
    """Never fails: a page that is closed or hangs tells no more, and the test's own words count."""
    picture = path.with_suffix(".png")
    try:
        text = page.locator("body").inner_text(timeout=TEXT_MILLISECONDS)
        path.with_suffix(".txt").write_text(f"{page.url}\n\n{text}\n", encoding="utf-8")
        page.screenshot(path=picture, timeout=PICTURE_MILLISECONDS)
    except Error as error:
        return f"{page.url}: {error.message.splitlines()[0]}"
    return f"{page.url}: {picture} and .txt"


def end_of(log: Path) -> str:
    """The last lines of a file that a process may still be writing."""
    if not log.is_file():
        return f"there is no {log.name}"
    with log.open("rb") as file:
        file.seek(max(log.stat().st_size - LOG_BYTES, 0))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return "\n".join(lines[-LOG_LINES:])

"""Cataloguers at work: a broken file, a doubtful duplicate."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import barriers
from tests.journeys.house import House
from tests.journeys.librarians import (
    CATALOGUER,
    DESK,
    at,
    copy_in_main,
    open_desk,
    record,
    scan,
    send_file,
)
from tests.journeys.reader import Reader

pytestmark = pytest.mark.browser


def test_librarian_imports_a_broken_file_and_lends_by_bar_code(chromium: Browser, house: House) -> None:
    broken = b"00099nam a22000" + b"garbage" * 12 + b"\x1d"
    file = record("J1", "Дала жолы", copy_in_main("JOURNEY0001")) + broken + record("J2", "Көл жағасы")
    with at(chromium, house, CATALOGUER) as librarian:
        page = librarian.page
        send_file(librarian, file)
        counts = page.locator(".imports-counts").inner_text()
        assert re.search(r"new\s*2\b", counts, re.IGNORECASE), counts
        assert re.search(r"refused\s*[1-9]", counts, re.IGNORECASE), counts

    with at(chromium, house, DESK) as desk:
        page = desk.page
        open_desk(desk)
        scan(desk, "JOURNEY0001")
        expect(page.locator(".lending-lines")).to_contain_text("Дала жолы")
        assert barriers(page) == []


def test_librarian_decides_on_a_duplicate_and_takes_it_back(chromium: Browser, house: House) -> None:
    with at(chromium, house, CATALOGUER) as librarian:
        page = librarian.page
        librarian.go("/en/library/staff/duplicates/?level=edition")
        pair = page.locator("main tbody a", has_text="One edition?").first.get_attribute("href")
        assert pair is not None
        librarian.go(pair)
        assert barriers(page) == []
        expect(page.locator(".duplicates__score, .duplicates__points, .score").first).to_be_visible()
        kept, gone = page.locator(".duplicates__sides thead bdi").all_inner_texts()
        page.locator("input[name=reason]").fill("The same sheets")
        page.locator("h1").click()
        page.keyboard.press("s")
        page.wait_for_url(lambda url: pair.partition("?")[0] not in url)

        assert editions_of(librarian, kept, gone) in ({kept}, {gone})
        librarian.go("/en/library/staff/duplicates/history/")
        done = page.locator("main tbody tr", has_text="The same sheets").first
        done.get_by_role("button", name="Undo").click()
        expect(page.locator("main tbody tr", has_text="undone").first).to_be_visible()
        assert editions_of(librarian, kept, gone) == {kept, gone}


def editions_of(reader: Reader, *numbers: str) -> set[str]:
    """Where the addresses of these editions lead to."""
    found = set()
    for number in numbers:
        assert reader.go(f"/en/library/editions/{number}/") == 200
        found.add(reader.path.rstrip("/").rpartition("/")[2])
    return found

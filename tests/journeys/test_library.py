"""The library for its readers: a book found and read on two devices, one copy for two readers."""

import re
import time

import pytest
from playwright.sync_api import Browser, expect

from shanyraq.domains.library.reading.formats.programs import recognition_languages
from tests.journeys.axe import overflowing
from tests.journeys.house import House
from tests.journeys.librarians import OTHER, READER, at
from tests.journeys.plain_http import ask

pytestmark = pytest.mark.browser

READ = re.compile(r"/en/library/read/[0-9a-z]{10}/")
EDITION = re.compile(r"/en/library/editions/[0-9a-z]{10}/")
TEXT = ".reader-text__body, article.leaf--text"
RECOGNISED_SECONDS = 420  # a dozen books, while all other journeys go on


needs_recognition = pytest.mark.skipif(
    not {"kaz", "eng"} <= recognition_languages(), reason="tesseract-ocr with kaz and eng is not installed"
)


def address_of_book(house: House, words: str) -> str:
    """Where the book is read; waits until its pages have been recognised and it is published."""
    deadline = time.monotonic() + RECOGNISED_SECONDS
    while time.monotonic() < deadline:
        found = EDITION.search(ask(house.address, f"/en/library/search/?q={words}").text)
        if found and (read := READ.search(ask(house.address, found[0]).text)):
            return read[0]
        time.sleep(2)
    raise AssertionError(f"No book is read under {words}")


@needs_recognition
def test_reader_finds_reads_searches_and_goes_on_elsewhere(chromium: Browser, house: House) -> None:
    book = address_of_book(house, "dala-dapteri")
    with at(chromium, house, READER) as reader:
        page = reader.page
        reader.go("/en/library/")
        page.locator("main input[name=q]").fill(
            "dala dapterі"
        )  # Latin, with one letter of the wrong keyboard
        with page.expect_navigation():
            page.locator("main input[name=q]").press("Enter")
        page.locator("main a", has_text="Дала дәптері").first.click()
        expect(page.locator("h1")).to_contain_text("Дала дәптері")
        page.locator(f'a[href="{book}"]').first.click()
        expect(page.locator("[data-reader]")).to_have_attribute("data-ready", "true")
        reader.go(f"{book}search/?q=жол")
        page.locator(".reader-hits__page").first.click()
        expect(page.locator(".reader-text mark").first).to_have_text(re.compile("жол", re.IGNORECASE))
        # the place is kept when a page has been looked at for a moment
        with page.expect_response(lambda answer: answer.url.endswith("/place/")):
            reader.go(f"{book}3/")
            expect(page.locator("[data-reader]")).to_have_attribute("data-ready", "true")
            page.keyboard.press("b")
            expect(page.get_by_role("button", name="Bookmark")).to_have_attribute("aria-pressed", "true")

    with at(chromium, house, READER, width=360, height=740) as telephone:
        telephone.go(book)
        expect(telephone.page.locator("#reader-count")).to_have_text(re.compile(r"\b3 of"))
        expect(telephone.page.get_by_role("button", name="Bookmark")).to_have_attribute(
            "aria-pressed", "true"
        )
        assert overflowing(telephone.page) == []


@needs_recognition
def test_one_borrows_the_single_copy_while_another_waits(chromium: Browser, house: House) -> None:
    book = address_of_book(house, "felt-maker-apprentice")
    with at(chromium, house, READER) as first, at(chromium, house, OTHER) as second:
        first.expected_statuses.add(403)
        second.expected_statuses.add(403)
        first.go(book)
        first.page.get_by_role("button", name="Borrow it").click()
        expect(first.page.locator(TEXT).first).to_be_visible()
        second.go(book)
        second.page.get_by_role("button", name="Join the queue").click()
        expect(second.page.get_by_role("button", name="Leave the queue")).to_be_visible()
        second.go(f"{book}2/")
        expect(second.page.locator(TEXT)).to_have_count(0)
        expect(second.page.get_by_role("button", name="Leave the queue")).to_be_visible()
        first.go("/en/library/my/digital/")
        with first.page.expect_navigation():
            first.page.get_by_role("button", name="Return it").first.click()
        second.go(book)
        second.page.get_by_role("button", name="Borrow it").click()
        expect(second.page.locator(TEXT).first).to_be_visible()

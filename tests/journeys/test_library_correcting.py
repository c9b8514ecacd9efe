"""A librarian corrects what a program read wrong, and readers find it at once."""

import re
import secrets

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.house import House
from tests.journeys.reader import reading
from tests.journeys.test_library import address_of_book, at, needs_recognition

pytestmark = pytest.mark.browser

OPERATOR = "digitisation.national@shanyraq.example"


@needs_recognition
def test_a_corrected_word_is_completed_found_and_taken_back(chromium: Browser, house: House) -> None:
    book = address_of_book(house, "dala-dapteri")
    number = re.search(r"read/([0-9a-z]{10})/", book)
    assert number is not None
    form = f"/en/library/staff/digital/{number[1]}/pages/2/text/"
    word = "ңү" + secrets.token_hex(3)
    with at(chromium, house, OPERATOR) as operator, reading(chromium, house) as reader:
        page = operator.page
        operator.go(form)
        first = page.locator(".correcting__text").first
        first.focus()
        expect(page.locator(".correcting__place")).to_be_visible()
        before = first.input_value()
        page.keyboard.press("Enter")  # the next line, not the end of the work
        expect(page.locator(".correcting__text").nth(1)).to_be_focused()
        first.fill(f"{before} {word}")
        assert barriers(page) == []
        page.get_by_role("button", name="Save the text").click()
        expect(page.locator("main")).to_contain_text("1 line is corrected.")

        reader.go(f"{book}search/")
        box = reader.page.locator("main input[name=q]")
        expect(box).to_have_attribute("role", "combobox")  # its script has come
        box.press_sequentially(word[:5])
        option = reader.page.get_by_role("option", name=re.compile(word))
        expect(option).to_be_visible()
        reader.page.keyboard.press("ArrowDown")
        reader.page.keyboard.press("Enter")
        expect(reader.page.locator(".reader-hits mark")).to_have_text(word)

        restore = page.locator(".correcting__version").filter(has=page.get_by_role("button")).first
        restore.get_by_role("button").click()
        expect(page.locator(".correcting__text").first).to_have_value(before)
        reader.go(f"{book}search/?q={word}")
        expect(reader.page.locator(".reader-hits mark")).to_have_count(0)

    with at(chromium, house, OPERATOR, width=360, height=740) as telephone:
        telephone.go(form)
        assert overflowing(telephone.page) == []

"""A signer counts once, whatever they click; sees in the browser that they are counted; takes it back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import barriers
from tests.journeys.backstage import Backstage
from tests.journeys.house import House
from tests.journeys.petitioners import FIRST_SIGNERS, OPEN, TELEPHONE, TEXTS, someone, wait_for_number
from tests.journeys.reader import Reader

pytestmark = pytest.mark.browser

TERRITORY = "710000000"


def fill_in(reader: Reader) -> None:
    reader.page.locator("select[name=territory]").select_option(TERRITORY)
    reader.page.locator("input[name=shows_name]").check()


def test_twice_in_two_tabs_is_once_then_checked_and_taken_back(
    chromium: Browser, house: House, stage: Backstage
) -> None:
    me = stage.citizen("Данияр", "Қалиев")
    petition = stage.petition(me, TEXTS, *OPEN)
    before = FIRST_SIGNERS
    wait_for_number(house, petition, before)
    with someone(chromium, house, stage, me) as signer:
        page, other = signer.page, Reader(signer.page.context.new_page(), house)
        for tab in (signer, other):
            tab.go(f"/ru/petitions/{petition}/")
            tab.page.locator(".signing__go a").click()
            fill_in(tab)
        assert barriers(page) == []
        page.locator(".signing__card button").dblclick()
        expect(page.locator(".signing__card--given")).to_be_visible()
        other.page.locator(".signing__card button").click()
        expect(other.page.locator(".signing__card--given")).to_contain_text("Данияр Қ.")
        wait_for_number(house, petition, before + 1)

        page.reload()
        page.locator("[data-check]").click()
        expect(page.locator(".signing__result--proved")).to_be_visible()
        signer.go(f"/ru/petitions/{petition}/signers/")
        expect(page.locator("main")).to_contain_text("Данияр Қ.")

        signer.go(f"/ru/petitions/{petition}/signature/")
        page.locator(".signing__back summary").click()
        page.locator(".signing__back button").click()
        wait_for_number(house, petition, before)
        assert signer.go(f"/ru/petitions/{petition}/signature/") == 200
        expect(page.locator(".signing__card--given")).to_have_count(0)


def test_one_signs_without_scripts_on_a_telephone(chromium: Browser, house: House, stage: Backstage) -> None:
    me = stage.citizen("Гүлсім", "Әбенова")
    petition = stage.petition(me, TEXTS, *OPEN)
    before = FIRST_SIGNERS
    wait_for_number(house, petition, before)
    with someone(chromium, house, stage, me, java_script_enabled=False, **TELEPHONE) as signer:
        page = signer.page
        signer.expected_statuses.add(422)
        signer.go(f"/kk/petitions/{petition}/")
        page.locator(".signing__go a").click()
        page.locator(".signing__card button").click()  # nothing is chosen yet
        expect(page.locator(".error-summary, .signing__card [aria-invalid=true]").first).to_be_visible()
        fill_in(signer)
        page.locator(".signing__card button").click()
        expect(page.locator(".signing__card--given")).to_be_visible()
        wait_for_number(house, petition, before + 1)
        page.reload()
        with page.expect_download() as receipt:
            page.locator("a[href$='receipt.json']").click()
        assert receipt.value.suggested_filename == f"receipt-{petition}.json"

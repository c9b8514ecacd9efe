"""A false wave is noticed, looked at and taken out; everybody sees how many, when and why."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.backstage import Backstage
from tests.journeys.house import House
from tests.journeys.petitioners import (
    FIRST_SIGNERS,
    OPEN,
    REVIEWER,
    TELEPHONE,
    TEXTS,
    someone,
    wait_for_number,
    wait_for_words,
)
from tests.journeys.reader import reading

pytestmark = pytest.mark.browser

WAVE = 110  # more than the hundred that the platform brings up by itself
WHY = "110 signatures came from one hosting centre within a minute; the identities were stolen."


def test_a_false_wave_is_found_and_taken_out_before_all_eyes(
    chromium: Browser, house: House, stage: Backstage
) -> None:
    me = stage.citizen("Ләззат", "Жиенова")
    texts = {**TEXTS, "title": "Мұражай түні жылына төрт рет өтсін"}
    petition = stage.petition(me, texts, *OPEN)
    honest = FIRST_SIGNERS
    wait_for_number(house, petition, honest)
    stage.sign(petition, WAVE, network="203.0.113")
    wait_for_number(house, petition, honest + WAVE)
    stage.look_for_fraud()

    with someone(chromium, house, stage, REVIEWER) as reviewer:
        page = reviewer.page
        reviewer.go("/en/petitions/staff/review/")
        page.get_by_role("link", name=texts["title"]).first.click()
        expect(page.locator(".bench__facts")).to_contain_text("203.0.113.0/24")
        expect(page.locator(".bench__facts")).to_contain_text(str(WAVE))
        page.locator("textarea[name=explanation]").fill(WHY)
        assert barriers(page) == []
        page.get_by_role("button", name="Take them out of the count").click()
        expect(page.locator("main")).to_contain_text("signatures are taken out of the count")
    wait_for_number(house, petition, honest)

    with reading(chromium, house, **TELEPHONE) as reader:
        wait_for_words(reader, f"/kk/petitions/{petition}/", rf"−{WAVE}")
        # the code stands in the log, too
        expect(reader.page.locator(".event--count")).to_contain_text("burst")
        expect(reader.page.locator(".progress__parts")).to_contain_text(str(honest + WAVE))
        assert overflowing(reader.page) == []

"""A petition from its first word to its addressee: written, corrected, supported by link, signed enough."""

import re
import secrets

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.backstage import Backstage
from tests.journeys.house import House
from tests.journeys.petitioners import (
    MODERATOR,
    TELEPHONE,
    TEXTS,
    someone,
    wait_for_number,
    wait_for_words,
)
from tests.journeys.plain_http import ask
from tests.journeys.reader import Reader

pytestmark = pytest.mark.browser

QUORUM, THRESHOLD = 10, 60  # first supporters, and signatures for an akimat, by the demonstration's rules
FINDING = "Қай музейлер туралы айтылғанын жазыңыз."
REASON = "Музейлердің тізімі қосылды."


def go_on(page: Page) -> None:
    """The form's own button, as without scripts."""
    with page.expect_navigation():
        page.locator("main form [name=do][value=next], main form.writing__actions button").first.click()


def go_to_preview(page: Page) -> None:
    page.goto(re.sub(r"/write/(\w+)/.*", r"/write/\1/preview/", page.url))


def write(initiator: Reader, title: str) -> None:
    """The guided form, one thing a page."""
    page = initiator.page
    initiator.go("/kk/petitions/write/")
    with page.expect_navigation():
        page.locator("main .petitions-top form button").click()
    page.locator("textarea[name=title]").fill(title)
    assert barriers(page) == []
    go_on(page)
    expect(page.locator(".petition-lines, .writing__lead").first).to_be_visible()  # similar ones, if any
    go_on(page)
    page.locator("select[name=body]").select_option(label="Алматы әкімдігі")
    page.locator("select[name=topic]").select_option(label="Мәдениет")
    page.locator("select[name=residence]").select_option("750000000")
    go_on(page)
    for name in ("substance", "arguments"):
        page.locator(f"textarea[name={name}]").fill(str(TEXTS[name]))
        assert overflowing(page) == []
        go_on(page)
    page.locator("[name=proposal-1]").fill(TEXTS["proposals"][0])
    page.locator("button[value=add]").click()
    page.locator("[name=proposal-2]").fill(TEXTS["proposals"][1])
    go_on(page)


def submit(initiator: Reader) -> str:
    """From the preview to the moderators; the petition's id."""
    page = initiator.page
    go_to_preview(page)
    expect(page.locator("main")).to_contain_text(str(THRESHOLD))
    assert barriers(page) == []
    with page.expect_navigation():
        page.locator("button[name=do][value=submit]").click()
    return page.url.rstrip("/").rpartition("/")[2]


def return_for_correction(moderator: Reader, title: str) -> None:
    """Found in the queue, returned with an item of the law; looked at as the initiator will read it."""
    page = moderator.page
    moderator.go("/en/petitions/staff/moderation/")
    page.get_by_role("link", name=title).click()
    page.locator("summary", has_text="Return for correction").click()
    form = page.locator("form", has=page.locator("input[name=part][value=correction]"))
    form.locator("select").select_option(index=1)
    form.locator("textarea").fill(FINDING)
    form.get_by_role("button", name="Look at it as the initiator will").click()
    expect(page.locator(".letter__words")).to_contain_text(FINDING)
    page.get_by_role("button", name="Send the decision").click()
    expect(page.locator("main")).to_contain_text("The decision is sent to the initiator.")


def correct(initiator: Reader, petition: str, title: str) -> None:
    """The finding is read on the telephone, the title changed, and the petition handed over again."""
    page = initiator.page
    initiator.go(f"/kk/petitions/mine/{petition}/")
    expect(page.locator("main")).to_contain_text(FINDING)
    assert overflowing(page) == []
    page.locator(".own-next a.button").first.click()
    page.locator("textarea[name=title]").fill(title)
    go_on(page)
    go_to_preview(page)
    page.locator("textarea[name=reason]").fill(REASON)
    with page.expect_navigation():
        page.locator("button[name=do][value=submit]").click()


def admit(moderator: Reader, petition: str, title: str) -> None:
    page = moderator.page
    moderator.go(f"/en/petitions/staff/moderation/{petition}/")
    expect(page.locator("h1, h2").filter(has_text=title).first).to_be_visible()
    page.locator("summary", has_text="Admit").click()
    page.get_by_role("button", name="Admit the petition").click()
    expect(page.locator("main")).to_contain_text("gathers its first supporters")


def support_by_link(supporter: Reader, link: str) -> None:
    """Read and signed without scripts."""
    page = supporter.page
    page.goto(link.replace("/kk/", "/ru/", 1))
    expect(page.locator("main")).to_contain_text("Эта страница открывается только по ссылке")
    page.locator(".signing__go a").click()
    page.locator(".signing__card button").click()
    expect(page.locator(".signing__card--given")).to_be_visible()


def test_a_petition_is_written_corrected_supported_and_handed_over(
    chromium: Browser, house: House, stage: Backstage
) -> None:
    mark = secrets.token_hex(2)
    first, title = f"Музейлер кешке ашылсын {mark}", f"Алматы музейлері кешкі тоғызға дейін ашылсын {mark}"
    me, other = stage.citizen("Ақбота", "Сейітова"), stage.citizen("Павел", "Орлов")
    with someone(chromium, house, stage, me, **TELEPHONE) as initiator:
        write(initiator, first)
        petition = submit(initiator)
        with someone(chromium, house, stage, MODERATOR) as moderator:
            return_for_correction(moderator, first)
            correct(initiator, petition, title)
            admit(moderator, petition, title)
        initiator.go(f"/kk/petitions/mine/{petition}/")
        link = initiator.page.locator("#share-link").input_value()
        assert ask(house.address, f"/kk/petitions/{petition}/").status == 404  # not public yet
        with someone(chromium, house, stage, other, java_script_enabled=False) as supporter:
            support_by_link(supporter, link)
        stage.sign(petition, QUORUM - 1)
        wait_for_number(house, petition, QUORUM)
        wait_for_words(initiator, f"/kk/petitions/{petition}/", rf"{QUORUM}\s+.*{THRESHOLD}")
        stage.sign(petition, THRESHOLD - QUORUM)
        wait_for_number(house, petition, THRESHOLD)
        wait_for_words(initiator, f"/en/petitions/{petition}/", "The addressee registers the petition")
        assert overflowing(initiator.page) == []
        initiator.go(f"/kk/petitions/{petition}/versions/")
        expect(initiator.page.locator("main")).to_contain_text(REASON)
    wait_for_number(house, petition, THRESHOLD)  # a process may tell one of a moment ago

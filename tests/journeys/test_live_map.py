"""The live map of the national route: keyboard, open notes, two widths, both directions."""

import re
from functools import partial

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.house import House
from tests.journeys.reader import Reader, reading
from tests.journeys.tongues import TONGUES, Tongue

pytestmark = pytest.mark.browser

DESK, TELEPHONE = 1280, 360
RESERVES = 12
FIRST, LAST = "1", "12"
LIBRARY = re.compile(r"/vendor/maplibre-gl(\.\w+)?\.js$")  # not its worker


def open_map(reader: Reader, tongue: Tongue) -> Locator:
    """The route's map, once it is live."""
    reader.go(f"/{tongue.prefix}/reserves/national-route/")
    shown = reader.page.locator("[data-map]").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_attribute("data-live", "true")
    expect(shown.locator("[data-map-drawn]")).to_be_hidden()
    expect(shown.locator(".map-badge")).to_have_count(RESERVES)
    return shown


def badge(shown: Locator, number: str) -> Locator:
    return shown.locator(".map-badge").get_by_text(number, exact=True)


def held_back(reader: Reader) -> list[Route]:
    """The requests for the library of live maps, which wait until somebody lets them go on."""
    held: list[Route] = []
    reader.page.route(LIBRARY, partial(list.append, held))
    return held


def covered(shown: Locator) -> list[str]:
    """The places whose middle cannot be touched, because something lies over it."""
    return list(
        shown.locator(".map-badge").evaluate_all(
            """badges => badges.filter((badge) => {
              const box = badge.getBoundingClientRect();
              const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
              const seen = y > 0 && y < innerHeight;
              return seen && document.elementFromPoint(x, y) !== badge;
            }).map((badge) => badge.textContent)"""
        )
    )


@pytest.mark.parametrize("width", [TELEPHONE, DESK])
@pytest.mark.parametrize("name", ["kk", "ar", "kk-arab"])
def test_note_opens_and_closes_by_keyboard(chromium: Browser, house: House, name: str, width: int) -> None:
    tongue = TONGUES[name]
    with reading(chromium, house, width=width, reduced_motion="reduce") as reader:
        shown = open_map(reader, tongue)
        first, note = badge(shown, FIRST), shown.locator(".map-note")
        reader.tab_to(first)
        expect(first).to_have_attribute("aria-expanded", "false")
        reader.page.keyboard.press("Enter")
        expect(first).to_have_attribute("aria-expanded", "true")
        link = note.get_by_role("link")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        expect(note).to_have_css("direction", tongue.direction)
        assert first.get_attribute("aria-label") == f"{FIRST}. {link.inner_text()}"
        reader.page.keyboard.press("Escape")
        expect(note).to_have_count(0)
        expect(first).to_be_focused()
        expect(first).to_have_attribute("aria-expanded", "false")
        reader.page.keyboard.press("Enter")
        reader.tab_to(note.get_by_role("button", name=tongue.say("Close"), exact=True))
        reader.page.keyboard.press("Enter")
        expect(note).to_have_count(0)
        expect(first).to_be_focused()


@pytest.mark.parametrize("name", ["kk", "kk-arab"])
def test_keyboard_keeps_its_place_when_the_live_map_comes(chromium: Browser, house: House, name: str) -> None:
    for drawn_place, live_place in (
        ("[data-map-drawn]", ".maplibregl-canvas"),
        ('a[data-number="7"]', '.map-badge >> text="7"'),
    ):
        with reading(chromium, house, width=DESK, reduced_motion="reduce") as reader:
            held = held_back(reader)
            reader.go(f"/{TONGUES[name].prefix}/reserves/national-route/")
            shown = reader.page.locator("[data-map]").first
            shown.scroll_into_view_if_needed()
            reader.tab_to(shown.locator(drawn_place))
            assert held
            for request in held:
                request.continue_()
            expect(shown).to_have_attribute("data-live", "true")
            expect(shown.locator("[data-map-drawn]")).to_be_hidden()
            expect(shown.locator(live_place)).to_be_focused()


@pytest.mark.parametrize("width", [TELEPHONE, DESK])
@pytest.mark.parametrize("name", ["kk", "en", "ar", "kk-arab"])
def test_open_note_is_no_barrier_and_covers_no_place(
    chromium: Browser, house: House, name: str, width: int
) -> None:
    with reading(chromium, house, width=width, reduced_motion="reduce") as reader:
        shown = open_map(reader, TONGUES[name])
        for number in (FIRST, LAST):
            badge(shown, number).click()
            expect(shown.locator(".map-note")).to_have_count(1)
            expect(shown.locator('[aria-expanded="true"]')).to_have_text(number)
            shown.locator(".map__stage").scroll_into_view_if_needed()
            assert covered(shown) == []
            assert barriers(reader.page) + overflowing(reader.page) == []
        badge(shown, LAST).click()
        expect(shown.locator(".map-note")).to_have_count(0)


def test_note_leads_to_its_place(chromium: Browser, house: House) -> None:
    with reading(chromium, house) as reader:
        shown = open_map(reader, TONGUES["en"])
        badge(shown, FIRST).click()
        link = shown.locator(".map-note").get_by_role("link")
        expect(link).to_be_focused()
        name = link.inner_text()
        with reader.page.expect_navigation():
            reader.page.keyboard.press("Enter")
        reader.see_page(tag="en", direction="ltr", heading=name)

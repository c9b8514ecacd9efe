"""A visitor walks from the front door to the settings: in every language and script, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, expect

from shanyraq.kernel.languages import LANGUAGES
from tests.journeys.house import House
from tests.journeys.leaks import english_left
from tests.journeys.reader import Reader, reading
from tests.journeys.tongues import TONGUES, Tongue

pytestmark = pytest.mark.browser

ROUTE, RESERVE, EVENTS, EVENT = "national-route", "otrar", "events", "nauryz-2027"


@pytest.mark.parametrize("name", TONGUES)
def test_visitor_walks_by_keyboard_from_home_to_settings(chromium: Browser, house: House, name: str) -> None:
    walk(chromium, house, TONGUES[name], scripts=True)


@pytest.mark.parametrize("name", ["kk", "en", "ar"])
def test_visitor_walks_the_same_way_without_scripts(chromium: Browser, house: House, name: str) -> None:
    walk(chromium, house, TONGUES[name], scripts=False)


def walk(chromium: Browser, house: House, tongue: Tongue, *, scripts: bool) -> None:
    accepted = LANGUAGES[tongue.language].bcp47
    with reading(chromium, house, locale=accepted, java_script_enabled=scripts) as reader:
        reader.go("/")
        assert reader.path == f"/{tongue.language}/"
        if tongue.prefix != tongue.language:
            choose_script(reader, tongue)
        home = f"/{tongue.prefix}/"
        see(reader, tongue, "home", home)
        reader.follow(reader.link_to(f"{home}reserves/{ROUTE}/"))
        see(reader, tongue, ROUTE, f"{home}reserves/{ROUTE}/")
        reader.follow(reader.link_to(f"{home}reserves/{RESERVE}/"))
        see(reader, tongue, RESERVE, f"{home}reserves/{RESERVE}/")
        reader.follow(reader.page.locator(f'nav a[href="{home}{EVENTS}/"]:visible').first)
        see(reader, tongue, EVENTS, f"{home}{EVENTS}/")
        find_an_event(reader, tongue, home)
        search(reader, tongue, home)
        change_settings(reader, tongue, home, scripts=scripts)


@pytest.mark.parametrize("scripts", [True, False])
def test_visitor_changes_the_language_and_is_remembered(
    chromium: Browser, house: House, *, scripts: bool
) -> None:
    with reading(chromium, house, locale="kk", java_script_enabled=scripts) as reader:
        reader.go(f"/kk/reserves/{RESERVE}/")
        for code in ("ar", "zh-hans", "kk"):
            tongue = TONGUES[code]
            menu = reader.page.locator(".masthead details", has=reader.page.locator(".languages"))
            menu.locator("summary").click()
            menu.locator(f'.languages a[lang="{tongue.tag}"]').click()
            reader.page.wait_for_url(f"**/{code}/reserves/{RESERVE}/")
            see(reader, tongue, RESERVE, f"/{code}/reserves/{RESERVE}/")
            reader.go("/")
            assert reader.path == f"/{code}/"
            reader.go(f"/{code}/reserves/{RESERVE}/")


def see(reader: Reader, tongue: Tongue, slug: str, path: str) -> None:
    assert reader.path == path
    reader.see_page(tag=tongue.tag, direction=tongue.direction, heading=tongue.title_of(slug))
    assert english_left(reader.page, tongue) == set()
    expect(reader.page.locator("link[rel=canonical]")).to_have_attribute(
        "href", re.compile(re.escape(path.replace(f"/{tongue.prefix}/", f"/{tongue.language}/", 1)) + "$")
    )


def choose_script(reader: Reader, tongue: Tongue) -> None:
    """In the header, where Kazakh readers always see the scripts."""
    reader.follow(reader.page.locator(f'header .scripts a[lang="{tongue.tag}"]'))


def find_an_event(reader: Reader, tongue: Tongue, home: str) -> None:
    event = reader.page.locator(f'main a[href^="{home}{EVENTS}/"]:not([href*="?"]):visible').first
    reader.follow(event)
    reader.see_page(tag=tongue.tag, direction=tongue.direction)
    assert english_left(reader.page, tongue) == set()
    assert reader.path.startswith(f"{home}{EVENTS}/")
    calendar_file = reader.page.locator('main a[href$=".ics"]').first
    expect(calendar_file).to_be_visible()


def search(reader: Reader, tongue: Tongue, home: str) -> None:
    """The box in the header finds the reserve by the first word of its name, in this script."""
    form = reader.page.get_by_role("search", name=tongue.say("Search the portal"), exact=True)
    reader.tab_to(form.locator("input[name=q]"))
    reader.page.keyboard.type(tongue.title_of(RESERVE).split()[0])
    reader.follow(form.get_by_role("button", name=tongue.say("Search"), exact=True))
    assert reader.path == f"{home}search/"
    reader.see_page(tag=tongue.tag, direction=tongue.direction)
    assert english_left(reader.page, tongue) == set()
    expect(reader.link_to(f"{home}reserves/{RESERVE}/")).to_be_visible()


def change_settings(reader: Reader, tongue: Tongue, home: str, *, scripts: bool) -> None:
    """Larger text and more contrast, kept on the next page."""
    panel = reader.page.locator("details", has=reader.page.locator("form.preferences"))
    reader.tab_to(panel.locator("summary"))
    reader.page.keyboard.press("Enter")
    for group in ("text", "contrast"):
        reader.tab_to(panel.locator(f"input[name={group}]:checked"))
        if scripts:
            with reader.page.expect_response(re.compile("/preferences/")):
                reader.page.keyboard.press("ArrowDown")
        else:
            reader.page.keyboard.press("ArrowDown")
    expect(panel.get_by_text(tongue.say("High"), exact=True)).to_be_visible()
    if not scripts:
        reader.follow(panel.locator("button[type=submit]:not([name])"))
    reader.go(home)
    page = reader.page.locator("html")
    expect(page).to_have_attribute("data-text", "large")
    expect(page).to_have_attribute("data-contrast", "high")
    reader.see_page(tag=tongue.tag, direction=tongue.direction, heading=tongue.title_of("home"))

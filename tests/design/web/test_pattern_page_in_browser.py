"""The components in a real browser: accessible, by keyboard, in both directions, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tools.repository import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def address(live_server: object, language: str) -> str:
    return f"{live_server}/design/?language={language}"


@pytest.mark.parametrize("language", ["kk", "en", "ar"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_pattern_page_has_no_barriers(
    tab: Page, live_server: object, language: str, width: int, scheme: str
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(address(live_server, language))
    tab.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    result = tab.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    assert [(found["id"], found["nodes"][0]["html"]) for found in result["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("language", ["kk", "ar"])
def test_pattern_page_fits_a_narrow_screen_with_the_largest_text(
    tab: Page, live_server: object, language: str
) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(address(live_server, language))
    tab.evaluate("Object.assign(document.documentElement.dataset, {text: 'largest', spacing: 'wide'})")
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


def test_pattern_page_does_not_shift(tab: Page, live_server: object) -> None:
    tab.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(entry) => { window.shift += entry.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    tab.goto(address(live_server, "kk"), wait_until="networkidle")
    assert tab.evaluate("window.shift") < 0.01


@pytest.mark.parametrize(("language", "forward"), [("en", "ArrowRight"), ("ar", "ArrowLeft")])
def test_tabs_follow_the_arrows_of_the_text(
    tab: Page, live_server: object, language: str, forward: str
) -> None:
    tab.goto(address(live_server, language))
    tabs = tab.locator("#pattern-tabs [role=tab]")
    expect(tabs.nth(0)).to_have_attribute("aria-selected", "true")
    tabs.nth(0).press(forward)
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(tab.locator(f"#about-{language}")).to_be_hidden()


def test_dialog_opens_closes_and_gives_the_focus_back(tab: Page, live_server: object) -> None:
    tab.goto(address(live_server, "en"))
    opener, dialog = tab.locator("#dialog-en-opener"), tab.locator("#dialog-en")
    expect(opener).to_have_role("button")
    opener.press("Enter")
    expect(dialog).to_be_visible()
    tab.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_password_can_be_shown(tab: Page, live_server: object) -> None:
    tab.goto(address(live_server, "en"))
    secret = tab.locator("#plain_secret")
    secret.fill("korkyt")
    toggle = secret.locator("xpath=following-sibling::button")
    toggle.click()
    expect(secret).to_have_attribute("type", "text")
    toggle.click()
    expect(secret).to_have_attribute("type", "password")


def test_settings_act_at_once_and_are_remembered(tab: Page, live_server: object) -> None:
    tab.goto(address(live_server, "en"))
    tab.locator("details:has(form.preferences) > summary").click()
    with tab.expect_response(re.compile("/preferences/")):
        tab.locator("input[name=theme][value=dark]").check()
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    tab.reload()
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    tab.keyboard.press("Escape")


def test_settings_work_without_scripts(tab_without_scripts: Page, live_server: object) -> None:
    tab = tab_without_scripts
    tab.goto(address(live_server, "en"))
    tab.locator("details:has(form.preferences) > summary").click()
    tab.locator("input[name=text][value=largest]").check()
    tab.locator("form.preferences button.button--primary").click()
    expect(tab.locator("html")).to_have_attribute("data-text", "largest")
    expect(tab.locator("html")).to_have_css("font-size", "22px")
    tab.locator("details:has(form.preferences) > summary").click()
    tab.locator("form.preferences button[name=reset]").click()
    expect(tab.locator("html")).to_have_attribute("data-text", "normal")


def test_tabs_and_dialog_show_without_scripts(tab_without_scripts: Page, live_server: object) -> None:
    tab = tab_without_scripts
    tab.goto(address(live_server, "en"))
    expect(tab.locator("#about-en")).to_be_visible()
    expect(tab.locator("#visit-en")).to_be_visible()
    tab.locator("#dialog-en-opener").click()
    expect(tab.locator("#dialog-en")).to_be_visible()
    tab.locator("#dialog-en [data-dialog-close]").click()
    expect(tab.locator("#dialog-en")).to_be_hidden()


def test_skip_link_comes_first_and_leads_to_the_content(tab: Page, live_server: object) -> None:
    tab.goto(address(live_server, "en"))
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip-link").first).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()


def test_targets_are_large_enough_for_fingers(tab: Page, live_server: object) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(address(live_server, "kk"))
    small = tab.evaluate(
        "[...document.querySelectorAll('.button, .tool, summary, .pagination a, .tabs__tab, .field__check,"
        " .field input:not([type=checkbox], [type=radio]), .field select')]"
        ".filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.9)"
        ".map((element) => element.outerHTML.slice(0, 120))"
    )
    assert small == []

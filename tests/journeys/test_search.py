"""Readers type what they remember and find it; what an editor publishes is found at once."""

import json
import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.house import House
from tests.journeys.leaks import english_left
from tests.journeys.plain_http import ask
from tests.journeys.reader import Reader, reading
from tests.journeys.staff import EDITOR, REVIEWER, Staff, news_form, rich_text
from tests.journeys.tongues import TONGUES, Tongue

pytestmark = pytest.mark.browser

RESERVE = "otrar"
MUSEUM = {"kk": "музей", "ru": "музей", "en": "museum", "ar": "متحف أو تاريخ", "zh-hans": "博物馆"}
"""What more than twenty pages speak of; in Arabic it takes an OR."""
READERS = ["kk", "kk-latn", "kk-arab", "ru", "en", "ar", "zh-hans"]
FINDABLE_SECONDS = 15.0  # a busy machine; the two seconds of a quiet one are for the benchmarks
IN_EFFECT_SECONDS = 20.0  # staff's choices are read every two seconds by each web process


@pytest.mark.parametrize("name", READERS)
def test_reader_takes_a_suggestion_by_keyboard(chromium: Browser, house: House, name: str) -> None:
    tongue = TONGUES[name]
    with reading(chromium, house) as reader:
        begin(reader, tongue)
        typed = beginning_of(tongue)
        reader.page.keyboard.type(typed)
        offered = reader.page.locator("main [role=option]")
        expect(offered.first).to_be_visible()
        box = box_of(reader)
        expect(box).to_have_attribute("aria-expanded", "true")
        expect(reader.page.locator("main form [role=status]")).to_have_text(
            re.compile(str(offered.count()) if offered.count() > 2 else r"\S")
        )
        reader.page.keyboard.press("ArrowDown")
        chosen = reader.page.locator("main [role=option][aria-selected=true]")
        expect(chosen).to_have_count(1)
        expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
        expect(box).to_be_focused()
        title = chosen.locator("span").first.inner_text()
        with reader.page.expect_navigation():
            reader.page.keyboard.press("Enter")
        assert reader.path.startswith(f"/{name}/")
        expect(reader.page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("name", READERS)
def test_reader_finds_narrows_and_turns_the_page(chromium: Browser, house: House, name: str) -> None:
    find_narrow_and_turn(chromium, house, TONGUES[name], scripts=True)


@pytest.mark.parametrize("name", ["kk", "en", "ar"])
def test_reader_does_the_same_without_scripts(chromium: Browser, house: House, name: str) -> None:
    find_narrow_and_turn(chromium, house, TONGUES[name], scripts=False)


def find_narrow_and_turn(chromium: Browser, house: House, tongue: Tongue, *, scripts: bool) -> None:
    with reading(chromium, house, java_script_enabled=scripts) as reader:
        begin(reader, tongue)
        send(reader, tongue.write(MUSEUM[tongue.language]))
        see_results(reader, tongue)
        expect(reader.page.locator(".hit mark").first).to_be_visible()
        narrow_by_kind(reader)
        with reader.page.expect_navigation():
            reader.page.locator(".facets__all").first.click()
        turn_the_page(reader)
        see_results(reader, tongue)


@pytest.mark.parametrize("name", ["kk", "kk-latn", "kk-arab", "ru", "en"])
def test_reader_takes_what_was_meant(chromium: Browser, house: House, name: str) -> None:
    tongue = TONGUES[name]
    word = tongue.title_of(RESERVE).split()[0]
    with reading(chromium, house) as reader:
        begin(reader, tongue)
        send(reader, word + word[-1])  # a key that was held too long
        reader.follow(reader.page.locator(".found__meaning a"))
        see_results(reader, tongue)
        expect(reader.link_to(f"/{name}/reserves/{RESERVE}/")).to_be_visible()


def test_reader_forgot_to_switch_the_keyboard(chromium: Browser, house: House) -> None:
    with reading(chromium, house) as reader:
        begin(reader, TONGUES["ru"])
        send(reader, "veptq")  # музей on the English keyboard
        expect(reader.page.locator(".found__meaning a")).to_have_text("музей")


def test_reader_without_kazakh_letters_finds_kazakh(chromium: Browser, house: House) -> None:
    with reading(chromium, house) as reader:
        begin(reader, TONGUES["kk"])
        send(reader, "кыз жибек")
        expect(reader.page.locator(".hit").first).to_contain_text("Қыз Жібек")


@pytest.mark.parametrize("name", ["kk", "en", "ar"])
def test_reader_who_finds_nothing_is_helped(chromium: Browser, house: House, name: str) -> None:
    tongue = TONGUES[name]
    with reading(chromium, house) as reader:
        begin(reader, tongue)
        send(reader, "qqqqqqqq")
        expect(reader.page.locator(".found__nothing")).to_contain_text(tongue.say("Nothing found"))
        reader.page.locator(".search-help summary").click()
        expect(reader.page.locator(".search-help dl")).to_be_visible()
        assert english_left(reader.page, tongue) == set()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["kk", "en", "ar"])
def test_search_has_no_barriers(chromium: Browser, house: House, name: str, width: int) -> None:
    tongue = TONGUES[name]
    museum = tongue.write(MUSEUM[tongue.language])
    word = tongue.title_of(RESERVE).split()[0]
    found = []
    with reading(chromium, house, width=width, reduced_motion="reduce") as reader:
        states = ["", f"?q={museum}", f"?q={museum}&kind=place", f"?q={word}{word[-1]}", "?q=qqqqqqqq"]
        for state in states:
            reader.go(f"/{name}/search/{state}")
            open_all(reader)
            found += [f"{state}: {line}" for line in [*barriers(reader.page), *overflowing(reader.page)]]
        begin(reader, tongue)
        reader.page.keyboard.type(beginning_of(tongue))
        expect(reader.page.locator("main [role=option]").first).to_be_visible()
        reader.page.keyboard.press("ArrowDown")
        found += [f"suggestions: {line}" for line in [*barriers(reader.page), *overflowing(reader.page)]]
    assert found == []


# --- staff ---


def test_what_is_published_is_found_at_once_and_what_is_withdrawn_never_more(house: House) -> None:
    staff, word = Staff(house, REVIEWER), f"зерттеуқұжат{secrets.token_hex(3)}"
    form = news_form(f"Жаңа {word} шықты", word, rich_text("Толығырақ кейін."))
    section = staff.page_id("news", "kk")
    answer = staff.post(f"/staff/pages/add/portal/newspage/{section}/", form | {"action-publish": "1"})
    assert answer.ok
    assert seconds_until(lambda: total(house, word) == 1) <= FINDABLE_SECONDS
    number = staff.page_id(word, "kk")
    assert staff.post(f"/staff/pages/{number}/unpublish/", {}).ok
    assert total(house, word) == 0
    assert staff.post(f"/staff/pages/{number}/delete/", {}).ok


def test_a_synonym_of_staff_works_within_seconds(house: House) -> None:
    word = f"сөзсоқпақ{secrets.token_hex(3)}"
    assert total(house, word) == 0
    staff = Staff(house, EDITOR)
    assert staff.post("/staff/search/synonyms/new/", {"words": f"{word}\nотырар", "note": ""}).ok
    assert seconds_until(lambda: total(house, word) > 0) <= IN_EFFECT_SECONDS


# --- steps ---


def begin(reader: Reader, tongue: Tongue) -> None:
    """Open the search and go to its box with the Tab key."""
    reader.go(f"/{tongue.prefix}/search/")
    reader.see_page(tag=tongue.tag, direction=tongue.direction)
    assert english_left(reader.page, tongue) == set()
    reader.tab_to(box_of(reader))


def box_of(reader: Reader) -> Locator:
    return reader.page.locator("main input[name=q]")


def beginning_of(tongue: Tongue) -> str:
    """What a reader types first of the reserve's name."""
    word = tongue.title_of(RESERVE).split()[0]
    return word[:2] if tongue.language == "zh-hans" else word[:-1]


def send(reader: Reader, words: str) -> None:
    box_of(reader).fill(words)
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")


def see_results(reader: Reader, tongue: Tongue) -> None:
    reader.see_page(tag=tongue.tag, direction=tongue.direction)
    assert english_left(reader.page, tongue) == set()
    expect(reader.page.locator(".hit").first).to_be_visible()


def narrow_by_kind(reader: Reader) -> None:
    """Choose the first kind with the keyboard: as many results are left as stood beside it."""
    value = reader.page.locator("[aria-labelledby=facet-kind] .facets__value").first
    count = value.locator(".facets__count").inner_text()
    reader.follow(value)
    chosen = reader.page.locator("[aria-labelledby=facet-kind] [aria-current=true]")
    expect(chosen.locator(".facets__count")).to_have_text(count)
    assert reader.page.locator(".hit").count() == min(int(count), 20)


def turn_the_page(reader: Reader) -> None:
    first = reader.page.locator(".hit a").first.get_attribute("href")
    reader.follow(reader.page.locator('nav.pagination a[href*="page=2"]').first)
    expect(reader.page.locator(".hit").first).to_be_visible()
    assert reader.page.locator(".hit a").first.get_attribute("href") != first


def open_all(reader: Reader) -> None:
    reader.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


def total(house: House, words: str) -> int:
    answer = ask(house.address, f"/kk/search/results.json?q={quote(words)}")
    assert answer.status == 200
    return int(json.loads(answer.text)["total"])


def seconds_until(is_so: Callable[[], bool]) -> float:
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < 30
        time.sleep(0.05)
    return time.monotonic() - begun

"""The reader's page in a browser: by links, by script, by keys, in both directions."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.domains.library.reading.web import reader_site
from tests.journeys.axe import barriers, overflowing

pytestmark = pytest.mark.browser

BOOK, TOTE = "/en/library/read/kazakh", "/en/library/read/tote"


@pytest.fixture
def address(live_server: object, settings: object) -> str:
    settings.ROOT_URLCONF = reader_site.__name__  # type: ignore[attr-defined]  # pytest-django's own wrapper
    reader_site.SHELF.places.clear()
    reader_site.SHELF.bookmarks.clear()
    return str(live_server)


def context_of(chromium: Browser, address: str, **options: object) -> BrowserContext:
    return chromium.new_context(base_url=address, **({"viewport": {"width": 1280, "height": 860}} | options))


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    made = context_of(chromium, address, permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page that notices what the console complains about."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def opened(page: Page, path: str) -> Page:
    page.goto(path)
    expect(page.locator("[data-reader]")).to_have_attribute("data-ready", "true")
    return page


def at_page(page: Page, number: int) -> None:
    page.wait_for_url(f"**/{number}/**")
    expect(page.locator(".reader-turn__count")).to_have_text(f"{number} of {reader_site.COUNT}")


def until(tab: Page, is_so: Callable[[], bool]) -> None:
    """Wait for what the browser or the server does in its own time."""
    for _moment in range(200):
        if is_so():
            return
        tab.wait_for_timeout(100)
    raise AssertionError("it did not come about in twenty seconds")


def test_reader_without_scripts_reads_the_whole_book(chromium: Browser, address: str) -> None:
    context = context_of(chromium, address, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{BOOK}/1/")
    expect(page.get_by_role("heading", name="Page i")).to_be_visible()
    expect(page.locator(".reader-text__body")).to_contain_text("Дала кең еді. Өзен бойында ауыл отыр.")
    assert page.locator(".reader-text__body").get_attribute("lang") == "kk"
    assert page.locator(".leaf__picture").evaluate("one => one.complete && one.naturalWidth > 0")
    assert overflowing(page) == []
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("heading", name="Page ii")).to_be_visible()
    page.get_by_label("Page", exact=True).fill("4")
    page.get_by_label("Page", exact=True).press("Enter")
    at_page(page, 6)
    page.get_by_text("Search inside").first.click()
    page.get_by_role("searchbox", name="Search inside").fill("өзен")
    page.get_by_role("searchbox", name="Search inside").press("Enter")
    expect(page.get_by_text("Found on 7 pages")).to_be_visible()
    page.get_by_role("link", name="Page 2", exact=True).click()
    expect(page.locator(".reader-text mark")).to_have_text("Өзен")
    expect(page.locator(".leaf__found rect")).to_have_count(1)
    page.get_by_text("Pages", exact=True).click()
    page.get_by_role("link", name="All pages as pictures").click()
    expect(page.locator(".leaves__leaf")).to_have_count(reader_site.COUNT)
    context.close()


def test_pages_turn_by_keys_without_loading_the_whole(tab: Page) -> None:
    opened(tab, f"{BOOK}/1/")
    tab.evaluate("window.isTheSame = true")
    tab.keyboard.press("ArrowRight")
    at_page(tab, 2)
    expect(tab).to_have_title("Page ii — Кең дала")
    expect(tab.locator("[data-announce]")).to_have_text("Page ii")
    expect(tab.locator(".reader-text__body")).to_contain_text("2")
    tab.keyboard.press("End")
    at_page(tab, 9)
    expect(tab.locator("article.leaf--text")).to_contain_text("Кітап осымен бітті.")
    tab.keyboard.press("ArrowLeft")
    at_page(tab, 8)
    expect(tab.locator(".leaf--none")).to_have_text("This page is missing in the scanned copy.")
    tab.keyboard.press("Home")
    at_page(tab, 1)
    tab.keyboard.press("ArrowLeft")
    tab.go_back()
    at_page(tab, 8)
    assert tab.evaluate("window.isTheSame") is True


def test_book_from_right_to_left_turns_the_other_way(tab: Page) -> None:
    opened(tab, f"{TOTE}/2/")
    box_of = lambda name: tab.get_by_role("link", name=name).bounding_box()  # noqa: E731 - said twice
    assert box_of("Next page")["x"] < box_of("Previous page")["x"]
    tab.keyboard.press("ArrowLeft")
    at_page(tab, 3)
    tab.keyboard.press("ArrowRight")
    at_page(tab, 2)
    body = tab.locator(".reader-text__body")
    assert (body.get_attribute("lang"), body.get_attribute("dir")) == ("kk-Arab", "rtl")


SIDE_BY_SIDE = """() => {
  const leaves = [...document.querySelectorAll("[data-stage] [data-leaf]")]
  const boxes = leaves.map((one) => one.getBoundingClientRect())
  return boxes.every((box) => box.width > 0) && new Set(boxes.map((box) => box.x)).size === 2
}"""


@pytest.mark.parametrize(("book", "first_is_left"), [(BOOK, True), (TOTE, False)])
def test_two_pages_meet_at_the_spine(tab: Page, book: str, first_is_left: bool) -> None:
    opened(tab, f"{book}/3/")
    tab.keyboard.press("2")
    leaves = tab.locator("[data-stage] [data-leaf]")
    expect(leaves).to_have_count(2)
    tab.wait_for_function(SIDE_BY_SIDE)
    boxes = {leaf.get_attribute("data-leaf"): leaf.bounding_box() for leaf in leaves.all()}
    assert set(boxes) == {"2", "3"}
    assert (boxes["2"]["x"] < boxes["3"]["x"]) is first_is_left
    assert abs(abs(boxes["2"]["x"] - boxes["3"]["x"]) - boxes["2"]["width"]) < 2, "no gap between them"
    tab.keyboard.press("PageDown")
    at_page(tab, 4)
    expect(tab.locator('[data-leaf="5"]')).to_be_visible()
    tab.keyboard.press("PageUp")
    at_page(tab, 2)
    tab.keyboard.press("PageUp")
    at_page(tab, 1)
    expect(tab.locator("[data-stage] [data-leaf]")).to_have_count(1)
    tab.reload()
    expect(tab.get_by_role("button", name="Two pages")).to_have_attribute("aria-pressed", "true")


def test_zoom_goes_as_deep_as_the_scan(tab: Page) -> None:
    opened(tab, f"{BOOK}/3/?q=өзен")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.keyboard.press("+")
    expect(tab.locator(".reader-zoom canvas").first).to_be_visible()
    expect(tab.locator(".reader-zoom__found")).to_have_count(1)
    tab.keyboard.press("+")
    tab.keyboard.press("+")
    until(tab, lambda: any("/info.json" in url for url in asked))
    until(tab, lambda: any("256,256/0/default.jpg" in url for url in asked))  # tiles of the pyramid
    assert [url for url in asked if not url.startswith(tab.url.split("/en/")[0])] == []
    tab.keyboard.press("ArrowRight")
    at_page(tab, 3)
    tab.keyboard.press("Escape")
    expect(tab.locator(".reader-zoom")).to_have_count(0)
    tab.locator(".leaf__picture").dblclick()
    expect(tab.locator(".reader-zoom")).to_be_visible()
    tab.keyboard.press("PageDown")
    at_page(tab, 4)
    expect(tab.locator(".reader-zoom")).to_have_count(0)


def test_search_inside_is_a_key_away(tab: Page) -> None:
    opened(tab, f"{BOOK}/1/")
    tab.keyboard.press("t")
    expect(tab.locator(".reader-text")).to_be_hidden()
    tab.keyboard.press("/")
    field = tab.get_by_role("combobox", name="Search inside")
    expect(field).to_be_focused()
    field.type("кешке 2 ?")
    assert tab.url.endswith("/1/"), "letters in a field are letters"
    field.fill("кешке")
    field.press("Enter")
    expect(tab.get_by_text("Found on 7 pages")).to_be_visible()
    tab.locator(".reader-hits").get_by_role("link", name="Page 3", exact=True).click()
    at_page(tab, 5)
    expect(tab.locator(".reader-text mark")).to_have_text("Кешке")
    expect(tab.locator(".leaf__found rect")).to_have_count(1)
    expect(tab.locator(".reader-hits")).to_be_visible()
    tab.keyboard.press("ArrowRight")
    at_page(tab, 6)
    expect(tab.locator(".leaf__found rect")).to_have_count(1)


def test_contents_and_small_pictures_lead_to_pages(tab: Page) -> None:
    opened(tab, f"{BOOK}/1/")
    tab.get_by_text("Contents").click()
    tab.get_by_role("link", name="Өзен 3").click()
    at_page(tab, 5)
    expect(tab.get_by_role("link", name="Өзен 3")).to_have_attribute("aria-current", "page")
    tab.get_by_text("Pages", exact=True).click()
    expect(tab.get_by_role("link", name="Өзен 3")).to_be_hidden()
    current = tab.locator('[data-strip] [aria-current="page"]')
    expect(current).to_contain_text("3")
    tab.locator('[data-strip] [data-number="7"]').click()
    at_page(tab, 7)
    expect(current).to_contain_text("5")


def test_stranger_keeps_place_and_bookmarks_in_the_browser(tab: Page) -> None:
    opened(tab, f"{BOOK}/4/")
    tab.keyboard.press("b")
    expect(tab.locator("[data-announce]")).to_have_text("Bookmark kept")
    expect(tab.get_by_role("button", name="Bookmark")).to_have_attribute("aria-pressed", "true")
    until(tab, lambda: "shanyraq-place:" in tab.evaluate("Object.keys(localStorage).join()"))
    opened(tab, "/kk/library/read/kazakh/1/")
    tab.locator("[data-announce] a").click()
    tab.wait_for_url("**/kk/library/read/kazakh/4/")
    expect(tab.locator("[data-bookmark] button")).to_have_attribute("aria-pressed", "true")
    tab.locator('[data-panel="bookmarks"] summary').click()
    expect(tab.locator("[data-marks] a")).to_have_count(1)
    tab.keyboard.press("b")
    expect(tab.locator("[data-marks] a")).to_have_count(0)
    assert reader_site.SHELF.places == []


def test_account_keeps_place_and_bookmarks(
    context: BrowserContext, tab: Page, address: str, client, django_user_model
) -> None:
    client.force_login(django_user_model.objects.create_user(email="a@example.org", password="long enough 1"))
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([session | {"url": address}])
    opened(tab, f"{BOOK}/2/")
    tab.keyboard.press("ArrowRight")
    at_page(tab, 3)
    tab.get_by_role("button", name="Bookmark").click()
    expect(tab.get_by_role("button", name="Bookmark")).to_have_attribute("aria-pressed", "true")
    until(tab, lambda: list(reader_site.SHELF.bookmarks) == [3])
    tab.get_by_text("Bookmarks").click()
    expect(tab.locator("[data-marks] a")).to_have_text("Page 1")
    until(tab, lambda: reader_site.SHELF.places[-1:] == [3])
    tab.keyboard.press("b")
    expect(tab.locator("[data-marks] a")).to_have_count(0)
    until(tab, lambda: reader_site.SHELF.bookmarks == {})


def test_chosen_words_are_shared_by_their_address(tab: Page) -> None:
    opened(tab, f"{BOOK}/3/?q=өзен")
    tab.evaluate("delete Navigator.prototype.share")
    tab.keyboard.press("s")
    expect(tab.locator("[data-announce]")).to_have_text("Link copied")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{tab.url.partition('?')[0]}"
    tab.evaluate(
        """() => {
          const first = document.querySelector(".reader-text__body p").firstChild;
          const range = document.createRange();
          range.setStart(first, 0);
          range.setEnd(first, 12);
          getSelection().addRange(range);
        }"""
    )
    tab.keyboard.press("s")
    expect(tab.locator("[data-announce]")).to_have_text("Link copied")
    words, _, shared = tab.evaluate("navigator.clipboard.readText()").partition("\n")
    assert words == "“Дала кең еді”" or words.startswith("“Дала кең ед")
    assert shared.startswith(f"{tab.url.partition('?')[0]}#:~:text=%D0%94%D0%B0%D0%BB%D0%B0%20")


def test_night_and_help(tab: Page) -> None:
    opened(tab, f"{BOOK}/3/")
    tab.keyboard.press("n")
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    assert "invert" in tab.locator(".leaf__picture").evaluate("one => getComputedStyle(one).filter")
    assert barriers(tab) == []
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys")).to_be_visible()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Escape")
    at_page(tab, 3)


def test_kazakh_text_is_read_in_three_scripts(tab: Page) -> None:
    opened(tab, f"{BOOK}/3/")
    tab.get_by_role("link", name="Latyn").click()
    tab.wait_for_url("**/kk-latn/library/read/kazakh/3/")
    expect(tab.locator(".reader-text__body")).to_contain_text("Dala keñ edı.")
    expect(tab.locator("[data-reader]")).to_have_attribute("data-ready", "true")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_url("**/kk-latn/library/read/kazakh/4/")
    expect(tab.locator(".reader-text__body")).to_contain_text("Dala keñ edı.")


def test_finger_turns_the_page(chromium: Browser, address: str) -> None:
    context = context_of(
        chromium, address, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), f"{BOOK}/3/")
    swipe = """(by) => {
      const stage = document.querySelector("[data-stage]");
      const tell = (type, clientX) => stage.dispatchEvent(new PointerEvent(type, {
        pointerType: "touch", pointerId: 7, isPrimary: true, bubbles: true, clientX, clientY: 200,
      }));
      tell("pointerdown", 200);
      tell("pointerup", 200 + by);
    }"""
    page.evaluate(swipe, -90)
    at_page(page, 4)
    page.evaluate(swipe, 90)
    at_page(page, 3)
    page.evaluate(swipe, 30)
    at_page(page, 3)
    context.close()


@pytest.mark.parametrize("language", ["kk", "ar", "en", "zh-hans"])
@pytest.mark.parametrize("width", [360, 1280])
def test_reader_has_no_barriers(chromium: Browser, address: str, language: str, width: int) -> None:
    context = context_of(chromium, address, viewport={"width": width, "height": 800})
    page = opened(context.new_page(), f"/{language}/library/read/kazakh/3/?q=өзен")
    assert (barriers(page), overflowing(page)) == ([], [])
    for path in ("pages/", "search/?q=өзен"):
        page.goto(f"/{language}/library/read/tote/{path}")
        assert (barriers(page), overflowing(page)) == ([], [])
    context.close()

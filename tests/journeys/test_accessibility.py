"""No template has a barrier: in Kazakh, English and Arabic, on a telephone and on a desk."""

import pytest
from playwright.sync_api import Browser

from shanyraq.domains.petitions.demo.reading import read_plans
from shanyraq.domains.petitions.demo.walking import public_id_of
from tests.journeys.axe import barriers, overflowing
from tests.journeys.house import House
from tests.journeys.reader import Reader, reading
from tests.journeys.staff import EDITOR

pytestmark = pytest.mark.browser

LANGUAGES = ["kk", "en", "ar"]
TELEPHONE, DESK = 360, 1280
NOWHERE = "no-such-page/"
PETITIONS = {plan.slug: public_id_of(plan) for plan in read_plans()}
PAGES = {
    "home": "",
    "section of places": "reserves/",
    "section of events": "events/",
    "month of events": "events/?view=month&month=2027-03",
    "section of news": "news/",
    "section for children": "children/",
    "news": "news/kazakh-in-three-scripts/",
    "news with every block": "news/pictures-and-sound/",
    "event": "events/nauryz-2027/",
    "place": "reserves/otrar/",
    "person": "people/abai-kunanbaiuly/",
    "ensemble": "performing-arts/birlik/",
    "work": "works/kyz-zhibek-film/",
    "collection": "collections/national-cinema/",
    "exhibition": "exhibitions/language-of-felt/",
    "story": "children/the-sun-on-the-rock/",
    "document": "documents/law-on-public-councils/",
    "plain page": "about/accessibility/",
    "route": "reserves/national-route/",
    "search": "search/",
    "search that finds": "search/?q=а",
    "search that finds nothing": "search/?q=qqqqqqqq",
    "open data": "open-data/",
    "library": "library/",
    "catalogue that finds": "library/search/?q=абай",
    "catalogue that finds nothing": "library/search/?q=qqqqqqqq",
    "libraries": "library/libraries/",
    "library of the network": "library/libraries/pavlodar/",
    "how lending works": "library/how-lending-works/",
    "petitions": "petitions/",
    "petitions that fit nothing": "petitions/?q=qqqqqqqq",
    "petition that is open": f"petitions/{PETITIONS['library-hours']}/",
    "petition that was answered late": f"petitions/{PETITIONS['audiobooks']}/",
    "writing of petitions": "petitions/write/",
    "ended petitions": "petitions/archive/",
    "statistics of petitions": "petitions/statistics/",
    "procedures": "procedures/",
    "procedure": "procedures/library.digitisation/",
    "page that is not there": NOWHERE,
    "sign in": "accounts/login/",
    "sign up": "accounts/signup/",
    "forgotten password": "accounts/password/reset/",
}
OWN_PAGES = {
    "profile": "accounts/profile/",
    "e-mail addresses": "accounts/email/",
    "second factor": "accounts/second-factor/",
    "sessions": "accounts/sessions/",
    "state identity": "accounts/identity/",
    "organisations": "accounts/organisations/",
}
WISHES = ["text_largest.spacing_wide", "contrast_high.theme_dark", "theme_dark.images_off", "contrast_high"]


def examine(reader: Reader, name: str, part: str = "html") -> list[str]:
    """The page, or a part of it, at both widths, with everything open that can be opened."""
    found = []
    for width in (DESK, TELEPHONE):
        reader.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{name} at {width}: {line}" for line in barriers(reader.page, part)]
    return found + [f"{name}: {line}" for line in overflowing(reader.page)]


def examine_all(reader: Reader, language: str, pages: dict[str, str]) -> list[str]:
    found = []
    for name, path in pages.items():
        reader.page.set_viewport_size({"width": DESK, "height": 900})
        assert reader.go(f"/{language}/{path}") == (404 if path == NOWHERE else 200), name
        found += examine(reader, name)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_no_barriers(chromium: Browser, house: House, language: str) -> None:
    with reading(chromium, house, reduced_motion="reduce") as reader:
        reader.expected_statuses.add(404)
        found = examine_all(reader, language, PAGES)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_pages_have_no_barriers(chromium: Browser, house: House, language: str) -> None:
    with reading(chromium, house, reduced_motion="reduce") as reader:
        reader.go(f"/{language}/accounts/signup/")
        reader.page.locator("main input[name=email]").fill("nobody@example.kz")
        reader.page.locator("main input[name=password1]").fill("1234567890")
        reader.page.locator("main form.form button[type=submit]").first.click()
        reader.page.locator("main [aria-invalid=true]").first.wait_for()
        found = examine(reader, "sign up with errors")
        reader.go(f"/{language}/accounts/login/")
        reader.page.locator("input[name=login]").fill(EDITOR)
        reader.page.locator("input[name=password]").fill(house.password)
        reader.page.locator("main form.form button[type=submit]").first.click()
        reader.page.wait_for_url("**/accounts/profile/")
        found += examine_all(reader, language, OWN_PAGES)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_and_menus_have_no_barriers(chromium: Browser, house: House, language: str) -> None:
    with reading(chromium, house) as reader:
        reader.go(f"/{language}/")
        found = []
        for number in range(reader.page.locator("header details").count()):
            summary = reader.page.locator("header details > summary").nth(number)
            summary.click()
            # an open menu covers half of what is below it, which is no small target for that
            found += examine(reader, f"menu {number}", "header details[open]")
            summary.press("Escape")
    assert found == []


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wishes_bring_no_barriers(chromium: Browser, house: House, language: str, wish: str) -> None:
    with reading(chromium, house, reduced_motion="reduce") as reader:
        cookie = {"name": "preferences", "value": wish, "url": house.address}
        reader.page.context.add_cookies([cookie])
        found = examine_all(reader, language, {name: PAGES[name] for name in ("home", "place")})
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pattern_page_has_no_barriers(chromium: Browser, house: House, language: str) -> None:
    with reading(chromium, house, reduced_motion="reduce") as reader:
        reader.go(f"/design/?language={language}")
        found = examine(reader, "pattern page")
    assert found == []

"""The library's people at work: lending by bar code to the end, a new reader's card, a library that joins."""

import re
import secrets

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.house import House
from tests.journeys.librarians import (
    CATALOGUER,
    DESK,
    NETWORK,
    TIMUR,
    at,
    copy_in_main,
    open_desk,
    record,
    send_file,
    send_trial,
)
from tests.journeys.plain_http import ask
from tests.journeys.reader import Reader

pytestmark = pytest.mark.browser

WAITING, NEW_HEAD = TIMUR, "nurlan@shanyraq.example"


def go_to_desk(desk: Reader) -> str:
    """Open the desk of the branch; its address."""
    open_desk(desk)
    expect(desk.page.locator("#desk-input")).to_be_visible()
    return desk.path


def scan(page: Page, code: str) -> None:
    """What a scanner does: it types like a keyboard, wherever the cursor is, and ends with Enter."""
    expect(page.locator("#desk-input")).to_be_visible()
    page.wait_for_load_state("load")  # keys typed before the desk's script runs go nowhere
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.locator("#desk-input")).to_have_value("")


def newest(page: Page, words: str) -> None:
    """The newest line of the desk says *words*."""
    expect(page.locator(".lending-line--newest")).to_contain_text(words)


def card_of(reader: Reader) -> str:
    """The number on the card of whoever is signed in."""
    reader.go("/en/library/my/")
    number = reader.page.locator(".lending-card__number").first.inner_text()
    return re.sub(r"[^0-9a-z]", "", number.lower())


def register(desk: Reader, counter: str, name: str) -> str:
    """Give a new reader a card, which lies on the desk at once; its number."""
    page = desk.page
    desk.go(f"{counter}readers/new/")
    page.locator("input[name=name]").fill(name)
    page.get_by_role("button", name="Give a card").click()
    expect(page.locator("h1")).to_have_text(name)
    card = re.sub(r"[^0-9a-z]", "", page.locator(".lending-number").inner_text().lower())
    assert len(card) == 10
    page.get_by_role("link", name="Print the card").click()
    expect(page.locator(".lending-card")).to_contain_text(name)
    expect(page.locator(".lending-card__code svg, .lending-card__code img").first).to_be_visible()
    return card


def refused(page: Page) -> None:
    """The newest line of the desk says why not."""
    expect(page.locator(".lending-line--newest")).to_have_class(re.compile("lending-line--wrong"))


def test_a_loan_of_last_week_is_renewed(chromium: Browser, house: House) -> None:
    with at(chromium, house, DESK) as desk:
        page, counter = desk.page, go_to_desk(desk)
        desk.go(f"{counter}readers/?q=Ivanova+Mariya")
        page.locator("main").get_by_role("link", name="Иванова Мария Петровна").click()
        page.get_by_role("button", name="To the desk").click()
        expect(page.locator(".lending-reader__name")).to_have_text("Иванова Мария Петровна")
        before = page.locator(".lending-row time").first.get_attribute("datetime")
        page.locator(".lending-row").get_by_role("button", name="Renew").first.click()
        newest(page, "Renewed until")
        assert page.locator(".lending-row time").first.get_attribute("datetime") != before
        page.get_by_role("button", name="Undo the last step").click()
        newest(page, "Undone")
        expect(page.locator(".lending-row time").first).to_have_attribute("datetime", before or "")
        scan(page, "/end")


def reserve(reader: Reader, title: str, counter: str) -> None:
    """Find the book in the catalogue, and have it kept at the branch of the desk *counter*."""
    page = reader.page
    reader.go(f"/en/library/search/?q={title}")
    page.locator("main a", has_text=title).first.click()
    page.locator("main").get_by_role("link", name="Reserve").first.click()
    page.locator("select[name=branch]").select_option(counter.rstrip("/").rpartition("/")[2])
    page.locator("main").get_by_role("button", name="Reserve").click()
    expect(page.locator(".lending-books")).to_contain_text(title)


def test_a_book_goes_from_reader_to_reader_by_bar_code(chromium: Browser, house: House) -> None:
    mark = secrets.token_hex(3).upper()
    barcode, title, name = f"CIRC{mark}", f"Керуен {mark}", f"Жаңабаев Асан {mark}"
    with at(chromium, house, CATALOGUER) as cataloguer:
        send_file(cataloguer, record(f"C{mark}", title, copy_in_main(barcode)))

    with at(chromium, house, DESK) as desk, at(chromium, house, WAITING) as other:
        page = desk.page
        other_card, counter = card_of(other), go_to_desk(desk)
        assert barriers(page) == []
        card = register(desk, counter, name)
        desk.go(f"{counter}readers/?q=Janabaev+{mark}")  # found in another script
        expect(page.locator("main")).to_contain_text(name)

        desk.go(counter)
        for code in ("/end", card, barcode):
            scan(page, code)
        expect(page.locator(".lending-reader__name")).to_have_text(name)
        newest(page, "Lent until")
        scan(page, barcode)  # the same copy again
        refused(page)
        expect(page.locator(".lending-reader .lending-row")).to_have_count(1)
        page.locator(".lending-line--newest").get_by_role("button", name="Renew").click()
        newest(page, "renew it closer to the due date")
        for code in (other_card, barcode):  # another reader brings it to the desk
            scan(page, code)
        refused(page)

        reserve(other, title, counter)
        for code in ("/end", f"/renew {barcode}"):  # somebody waits
            scan(page, code)
        refused(page)
        scan(page, barcode)
        newest(page, "Put it on the hold shelf for")
        desk.go(f"{counter}lists/shelf/")
        expect(page.locator("main")).to_contain_text(title)
        assert is_told(house, WAITING, title)
        other.go("/en/library/my/")
        expect(other.page.locator(".lending-book--ready").first).to_contain_text(title)
        desk.go(counter)
        scan(page, other_card)
        expect(page.locator(".lending-row--ready", has_text=title)).to_have_count(1)
        scan(page, barcode)
        newest(page, "Lent until")
        page.locator("#desk-input").fill("/receipt")
        page.keyboard.press("Enter")
        expect(page.locator(".lending-receipt")).to_contain_text(title)
        assert barriers(page) == []

        desk.go(counter)
        for code in ("/end", barcode):
            scan(page, code)
        newest(page, "Shelve it")
        other.go("/en/library/my/")
        expect(other.page.locator("main")).not_to_contain_text(title)


def is_told(house: House, person: str, title: str) -> bool:
    """Whether one of the next letters to *person* tells of the book; the demonstration writes some, too."""
    for _letter in range(10):
        body = house.letter_to(person).get_body(("plain",))
        if body is not None and title in body.get_content():
            return True
    return False


def fill_particulars(page: Page, code: str, name: str) -> None:
    page.locator("input[name=code]").fill(code)
    page.locator("select[name=kind]").select_option("city")
    for field, value in (
        ("name_kk", name),
        ("place_kk", "Жезқазған"),
        ("address_kk", "Бейбітшілік көшесі, 1"),
        ("email", f"{code}@library.example"),
    ):
        page.locator(f"input[name={field}]").fill(value)
    page.get_by_role("button", name="Save and continue").click()


def apply(network: Reader, code: str, name: str) -> None:
    """The wizard's first steps: particulars, a branch, a head."""
    page = network.page
    network.go("/en/library/staff/members/new/")
    fill_particulars(page, code, name)
    expect(page).to_have_url(re.compile(rf"/new/{code}/branches/$"))
    page.get_by_role("link", name="Add a branch").click()
    page.locator("input[name=code]").fill("main")
    page.locator("input[name=name_kk]").fill("Бас бөлімше")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(".rows")).to_contain_text("Бас бөлімше")
    network.go(f"/en/library/staff/members/new/{code}/people/")
    page.locator("input[name=email]").fill(NEW_HEAD)
    page.locator("select[name=role]").select_option("head")
    page.get_by_role("button", name="Give the post").click()
    expect(page.locator(".rows").first).to_contain_text(NEW_HEAD)
    assert barriers(page) == []


def try_records(head: Reader, code: str, file: bytes) -> None:
    """The head chooses how the records are read, tries a file, and looks at what it would become."""
    page, office = head.page, f"/en/library/staff/members/{code}"
    head.go(f"{office}/import/")
    page.locator("input[name=profile_code][value=marc21]").check()
    page.get_by_role("button", name="Choose the profile").click()
    head.go(f"{office}/membership/")
    page.get_by_role("button", name="Begin the trial").click()
    send_trial(head, file, library=code)
    head.go(f"{office}/import/")
    expect(page.locator(".figures")).to_contain_text(re.compile(r"records read\s*3"))
    expect(page.locator(".figures")).to_contain_text(re.compile(r"not readable\s*1"))
    page.get_by_role("link", name="Look at the differences").click()
    expect(page.locator("main")).to_contain_text("journey.mrc")
    head.go(f"{office}/import/")
    page.get_by_role("button", name="The differences are as they should be").click()
    expect(page.locator("main")).to_contain_text("reviewed")


def test_a_new_library_joins_the_network(chromium: Browser, house: House) -> None:
    mark = secrets.token_hex(2)
    code, name, title = f"jez{mark}", f"Жезқазған кітапханасы {mark}", f"Мыс тауы {mark}"

    first, second = (
        record(f"N{number}{mark}", f"{title} {number}", copy_in_main(f"JEZ{mark}{number}"))
        for number in (1, 2)
    )
    broken = b"00099nam a22000" + b"rubbish" * 12 + b"\x1d"
    with at(chromium, house, NETWORK) as network, at(chromium, house, NEW_HEAD) as head:
        apply(network, code, name)
        try_records(head, code, first + broken + second)
        assert name not in ask(house.address, "/en/library/libraries/").text

        network.go(f"/en/library/staff/members/{code}/membership/")
        network.page.get_by_role("button", name="Go live").click()
        expect(network.page.locator(".office__library")).to_contain_text(name)
        assert name in ask(house.address, "/en/library/libraries/").text
        send_file(head, first + second, library=code)
        head.go(f"/en/library/search/?q={title}")
        expect(head.page.locator("main")).to_contain_text(f"{title} 1")
        head.go("/en/accounts/profile/")
        head.page.locator("main").get_by_role("link", name="Circulation desk").click()
        if "/desk/" in head.path and not re.search(r"/desk/\d+/$", head.path):
            head.page.locator(".lending-row", has_text=name).get_by_role("link").click()
        scan(head.page, f"JEZ{mark}1")
        newest(head.page, "Shelve it")

    with at(chromium, house, NEW_HEAD, width=360, height=740) as telephone:
        telephone.go(f"/en/library/staff/members/{code}/membership/")
        assert overflowing(telephone.page) == []

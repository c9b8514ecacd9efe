"""Librarians: a broken file, a doubtful duplicate, a book across the desk, a new member."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import barriers
from tests.journeys.house import House
from tests.journeys.librarians import (
    CATALOGUER,
    DESK,
    NETWORK,
    OLGA,
    TIMUR,
    at,
    copy_in_pavlodar,
    open_desk,
    record,
    scan,
    send_file,
    send_trial,
)
from tests.journeys.reader import Reader, reading

pytestmark = pytest.mark.browser


def test_librarian_imports_a_broken_file_and_lends_by_bar_code(chromium: Browser, house: House) -> None:
    broken = b"00099nam a22000" + b"garbage" * 12 + b"\x1d"
    file = record("J1", "Дала жолы", copy_in_pavlodar("JOURNEY0001")) + broken + record("J2", "Көл жағасы")
    with at(chromium, house, CATALOGUER) as librarian:
        page = librarian.page
        send_file(librarian, file)
        counts = page.locator(".imports-counts").inner_text()
        assert re.search(r"new\s*2\b", counts, re.IGNORECASE), counts
        assert re.search(r"refused\s*[1-9]", counts, re.IGNORECASE), counts

    with at(chromium, house, DESK) as desk:
        page = desk.page
        open_desk(desk)
        scan(desk, "JOURNEY0001")
        expect(page.locator(".lending-lines")).to_contain_text("Дала жолы")
        assert barriers(page) == []


def test_librarian_decides_on_a_duplicate_and_takes_it_back(chromium: Browser, house: House) -> None:
    with at(chromium, house, CATALOGUER) as librarian:
        page = librarian.page
        librarian.go("/en/library/staff/duplicates/?level=edition")
        pair = page.locator("main tbody a", has_text="One edition?").first.get_attribute("href")
        assert pair is not None
        librarian.go(pair)
        assert barriers(page) == []
        expect(page.locator(".duplicates__score, .duplicates__points, .score").first).to_be_visible()
        kept, gone = page.locator(".duplicates__sides thead bdi").all_inner_texts()
        page.locator("input[name=reason]").fill("The same sheets")
        page.locator("h1").click()
        page.keyboard.press("s")
        page.wait_for_url(lambda url: pair.partition("?")[0] not in url)

        assert editions_of(librarian, kept, gone) in ({kept}, {gone})
        librarian.go("/en/library/staff/duplicates/history/")
        done = page.locator("main tbody tr", has_text="The same sheets").first
        done.get_by_role("button", name="Undo").click()
        expect(page.locator("main tbody tr", has_text="undone").first).to_be_visible()
        assert editions_of(librarian, kept, gone) == {kept, gone}


def editions_of(reader: Reader, *numbers: str) -> set[str]:
    """Where the addresses of these editions lead to."""
    found = set()
    for number in numbers:
        assert reader.go(f"/en/library/editions/{number}/") == 200
        found.add(reader.path.rstrip("/").rpartition("/")[2])
    return found


def card_of(reader: Reader) -> str:
    """The number on the reader's card, as its bar code says it."""
    reader.go("/en/library/my/card/")
    found = re.search(r"\b[0-9A-Z]{4} [0-9A-Z]{3} [0-9A-Z]{3}\b", reader.page.locator("main").inner_text())
    assert found
    return found[0].replace(" ", "")


def is_told(house: House, person: str, title: str) -> bool:
    """Whether one of the next letters to *person* tells of the book; the demonstration writes some, too."""
    for _letter in range(10):
        body = house.letter_to(person).get_body(("plain",))
        if body is not None and title in body.get_content():
            return True
    return False


def test_book_goes_across_the_desk_to_the_end(chromium: Browser, house: House) -> None:
    title, code = "Сырдария әуені", "JOURNEY0002"
    with at(chromium, house, CATALOGUER) as librarian:
        send_file(librarian, record("J4", title, copy_in_pavlodar(code)))
    with (
        at(chromium, house, DESK) as desk,
        at(chromium, house, TIMUR) as timur,
        at(chromium, house, OLGA) as olga,
    ):
        newest = desk.page.locator(".lending-line").first
        cards = card_of(timur), card_of(olga)
        open_desk(desk)
        scan(desk, cards[0])
        scan(desk, code)
        expect(newest).to_contain_text(title)
        timur.go("/en/library/my/")
        expect(timur.page.locator("main")).to_contain_text(title)
        book = timur.page.get_by_role("link", name=title).get_attribute("href")
        timur.page.get_by_role("button", name=re.compile(f"Renew.*{title}")).click()
        expect(timur.page.get_by_role("alert")).to_contain_text("renew it closer to the due date")
        assert book is not None

        olga.go(book)
        olga.page.locator("main").get_by_role("link", name="Reserve", exact=True).click()
        assert barriers(olga.page) == []
        olga.page.locator("select[name=branch]").select_option(
            olga.page.locator("option", has_text=re.compile("Pavlodar.*Main collection")).first.get_attribute(
                "value"
            )
        )
        olga.page.get_by_role("button", name="Reserve").click()
        expect(olga.page.locator("main")).to_contain_text("The book is reserved.")

        scan(desk, "/end")
        scan(desk, code)
        expect(newest).to_contain_text("Put it on the hold shelf")
        assert is_told(house, OLGA, title)
        scan(desk, cards[0])
        scan(desk, code)
        expect(newest).to_contain_text("kept for another reader")
        scan(desk, "/end")
        scan(desk, cards[1])
        scan(desk, code)
        expect(newest).to_contain_text("Lent until")
        timur.go("/en/library/my/")
        expect(timur.page.locator("main")).not_to_contain_text(title)
        olga.go("/en/library/my/")
        expect(olga.page.get_by_role("button", name=re.compile(f"Renew.*{title}"))).to_be_visible()


def test_new_member_joins_and_its_books_are_found(chromium: Browser, house: House) -> None:
    head = "cataloguer.turkistan@shanyraq.example"  # somebody with an account takes the post
    file = record("S1", "Семей көпірі") + record("S2", "Ертіс жағасында")
    with at(chromium, house, NETWORK) as administrator:
        page = administrator.page

        def send(button: str, **typed: str) -> None:
            for name, text in typed.items():
                page.locator(f"main [name={name}]").fill(text)
            page.get_by_role("button", name=button, exact=True).click()

        def step(name: str) -> None:
            page.locator("main").get_by_role("link", name=name).first.click()

        administrator.go("/en/library/staff/members/")
        step("New member")
        page.select_option("[name=kind]", "city")
        send("Save and continue", code="semey", name_kk="Семей қалалық кітапханасы", place_kk="Семей")
        step("Add a branch")
        send("Save", code="main", name_kk="Негізгі бөлім", hours_0="9-13, 14-18")
        administrator.go("/en/library/staff/members/semey/people/")
        send("Give the post", email=head)
        step("Membership")
        expect(page.locator("main")).to_contain_text("Complete the particulars")
        step("Particulars")
        send("Save", address_kk="Абай көшесі, 1", email="semey@example.kz")
        step("Trial import")
        page.get_by_role("radio", name="MARC 21", exact=True).check()
        send("Choose the profile")
        step("Membership")
        send("Begin the trial")
        send_trial(administrator, file)
        administrator.go("/en/library/staff/members/semey/import/")
        send("The differences are as they should be")
        step("Membership")
        assert barriers(page) == []
        send("Go live")
        send_file(administrator, file, library="semey")
        administrator.go("/kk/library/libraries/semey/")
        expect(page.get_by_role("heading", name="Семей қалалық кітапханасы")).to_be_visible()
    with reading(chromium, house) as reader:
        found = reader.page.locator("main a", has_text="Семей көпірі")
        for _second in range(20):
            reader.go("/kk/library/search/?q=semei+kopiri")
            if found.count():
                break
            reader.page.wait_for_timeout(1000)
        found.first.click()
        expect(reader.page.locator("main")).to_contain_text("Семей қалалық кітапханасы")

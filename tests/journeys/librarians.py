"""Accounts of the library, a device each, and small files of records."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect

from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data
from shanyraq.domains.library.catalogue.formats.writing import to_iso2709
from tests.journeys.house import House
from tests.journeys.reader import Reader, reading

READER, OTHER = "reader@shanyraq.example", "aigerim@shanyraq.example"
TIMUR, OLGA = "timur@shanyraq.example", "olga@shanyraq.example"
CATALOGUER, DESK = "cataloguer.pavlodar@shanyraq.example", "circulation.pavlodar@shanyraq.example"
NETWORK = "network@shanyraq.example"


def sign_in(reader: Reader, email: str) -> None:
    reader.go("/en/accounts/login/")
    reader.page.locator("input[name=login]").fill(email)
    reader.page.locator("input[name=password]").fill(reader.house.password)
    with reader.page.expect_navigation():
        reader.page.locator("input[name=password]").press("Enter")


@contextmanager
def at(browser: Browser, house: House, email: str, **context: int) -> Iterator[Reader]:
    """That person on a device of their own."""
    with reading(browser, house, **context) as reader:
        sign_in(reader, email)
        yield reader


def record(number: str, title: str, *more: Field) -> bytes:
    """A record of MARC 21 by one author, as a member sends it."""
    fields = [
        control("001", number),
        control("008", "260101s2019    kz            000 1 kaz d"),
        data("100", "1 ", ("a", "Сапаров, Ілияс"), ("d", "1970-")),
        data("245", "10", ("a", title)),
        *more,
    ]
    return to_iso2709(MarcRecord("00000nam a2200000 a 4500", fields))


def copy_in_main(barcode: str) -> Field:
    """A copy on the shelf of the branch ``main``."""
    return data("852", "  ", ("b", "main"), ("j", "84 С 20"), ("t", barcode), ("p", barcode))


def send_file(librarian: Reader, file: bytes, *, library: str = "pavlodar") -> None:
    """Import *file* in earnest, and wait for its report."""
    _send(librarian, file, library=library, is_trial=False)


def send_trial(librarian: Reader, file: bytes, *, library: str = "semey") -> None:
    """Only try to import *file*, and wait for its report."""
    _send(librarian, file, library=library, is_trial=True)


def _send(librarian: Reader, file: bytes, *, library: str, is_trial: bool) -> None:
    page = librarian.page
    librarian.go(f"/en/library/staff/imports/{library}/")
    page.locator("input[type=file]").set_input_files(
        {"name": "journey.mrc", "mimeType": "application/marc", "buffer": file}
    )
    page.locator("select[name=profile]").select_option(label="MARC 21")
    page.locator("input[name=is_dry_run]").set_checked(is_trial)
    page.get_by_role("button", name="Start the import").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"done|finished", re.IGNORECASE), timeout=60_000)
    page.reload()


def open_desk(librarian: Reader, branch: str = "Main collection") -> None:
    """The circulation desk of that branch."""
    librarian.go("/en/library/desk/")
    librarian.page.locator("main").get_by_role("link", name=branch).click()


def scan(librarian: Reader, code: str) -> None:
    """What a scanner does: the code, then Enter."""
    librarian.page.locator("#desk-input").fill(code)
    librarian.page.locator("#desk-input").press("Enter")

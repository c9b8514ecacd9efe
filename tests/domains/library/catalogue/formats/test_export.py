"""Descriptions written as MARC and read again by the shipped profiles say the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shanyraq.domains.library.catalogue.description import (
    KINDS,
    Agent,
    Description,
    Heading,
    Holding,
    Link,
    Series,
    Subject,
)
from shanyraq.domains.library.catalogue.formats.export_marc21 import marc21_from
from shanyraq.domains.library.catalogue.formats.export_unimarc import unimarc_from
from shanyraq.domains.library.catalogue.formats.reading import parse
from shanyraq.domains.library.catalogue.formats.record import MarcRecord
from shanyraq.domains.library.catalogue.formats.writing import to_iso2709, to_marcxml
from shanyraq.domains.library.catalogue.profiles.mapping import Mapper, merged
from shanyraq.domains.library.catalogue.profiles.shipped_profiles import shipped_tables

AT = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
BOOK = Description(
    title=Heading(text="Абай жолы", script="Cyrl", others=(("Latn", "Abai joly"),)),
    subtitle="роман-эпопея",
    responsibility="Мұхтар Әуезов",
    other_titles=(Heading(text="Путь Абая", script="Cyrl"),),
    agents=(
        Agent(
            name=Heading(text="Әуезов, Мұхтар", script="Cyrl", others=(("Latn", "Auezov, Mukhtar"),)),
            roles=("aut",), dates="1897-1961", is_main=True,
        ),
        Agent(name=Heading(text="Кедрина, Зоя", script="Cyrl"), roles=("trl",)),
        Agent(name=Heading(text="Жазушы", script="Cyrl"), kind="body", roles=("pbl",)),
    ),
    languages=("kaz", "rus"),
    scripts=("Cyrl", "Latn"),
    places=("Алматы",),
    publishers=("Жазушы",),
    date="1977",
    year=1977,
    country="kz",
    extent="606 б.",
    series=(Series(title="Классика", number="3"),),
    isbns=("9780306406157",),
    identifiers=(("oclc", "123"),),
    classes=(("udc", "821.512.122"), ("bbk", "84(5Қаз)")),
    subjects=(Subject(text="әдебиет"), Subject(text="Қазақстан", kind="place", scheme="lcsh")),
    summary="Ұлы ақын туралы.",
    notes=("Тираж 5000.",),
    links=(Link(address="https://example.kz/1", label="толық мәтін"),),
    holdings=(Holding(branch="central", shelf_mark="84", inventory_number="77", barcode="B77"),),
)  # fmt: skip  # an agent in few lines


def read(code: str, record: MarcRecord) -> Description:
    return Mapper(merged(shipped_tables()[code], shipped_tables())).read(record).description


def test_marc21_says_the_same() -> None:
    record = marc21_from(BOOK, control_number="42", changed_at=AT, agency="KZ-NBRK")
    again = parse(to_iso2709(record), format="iso2709", encoding="utf-8")
    assert read("marc21", again) == BOOK
    assert (again.control_number, again.first("005").value) == ("42", "20261126083000.0")  # type: ignore[union-attr]  # written above
    assert len(again.first("008").value) == 40  # type: ignore[union-attr]  # written above


def test_unimarc_says_the_same() -> None:
    record = unimarc_from(BOOK, control_number="42", changed_at=AT, agency="KZ-NBRK")
    again = parse(to_iso2709(record, unicode_mark=" "), format="iso2709", encoding="utf-8")
    found = read("unimarc", again)
    assert replace(found, holdings=BOOK.holdings, identifiers=BOOK.identifiers) == BOOK
    assert len(again.first("100").first("a")) == 36  # type: ignore[union-attr]  # written above


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back(kind: str) -> None:
    thing = Description(kind=kind, title=Heading(text="А", script="Cyrl"), languages=("kaz",))
    for code, make in (("marc21", marc21_from), ("unimarc", unimarc_from)):
        record = make(thing, control_number="1", changed_at=AT)
        again = parse(to_marcxml(record), format="marcxml", encoding="utf-8")
        assert read(code, again).kind == kind


def test_serial_that_goes_on_has_no_last_year() -> None:
    thing = Description(kind="serial", title=Heading(text="Жұлдыз"), year=1928, issns=("01345443",))
    for code, make in (("marc21", marc21_from), ("unimarc", unimarc_from)):
        found = read(code, make(thing, control_number="1", changed_at=AT))
        assert (found.kind, found.year, found.last_year) == ("serial", 1928, None)

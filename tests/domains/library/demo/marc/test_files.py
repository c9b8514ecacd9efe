"""The files that the members send."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from shanyraq.domains.library.demo.marc import table
from shanyraq.domains.library.demo.marc.copies import BRANCHES, copies_of
from shanyraq.domains.library.demo.marc.files import catalogue_files
from shanyraq.domains.library.demo.marc.table import Entry, TableError, entries, held_by
from shanyraq.domains.library.demo.marc.unimarc import unimarc_record
from shanyraq.domains.library.demo.marc.writing import Written, iso2709

ENTRIES = entries()


def test_tables_hold_a_few_hundred_records_of_every_kind() -> None:
    kinds = Counter(entry.kind for entry in ENTRIES)
    assert kinds.keys() == {"book", "serial", "score", "map"}
    assert 400 < sum(len(entry.members) for entry in ENTRIES) < 600
    languages = {entry.language for entry in ENTRIES}
    assert {"kaz", "rus", "eng", "tur", "fre", "ger", "spa", "ita"} <= languages
    assert any(entry.is_arabic_kazakh for entry in ENTRIES)


def test_no_edition_is_written_twice() -> None:
    written = Counter(
        (entry.language, entry.script, entry.title, entry.place, entry.date) for entry in ENTRIES
    )
    assert [title for title, times in written.items() if times > 1] == []


def test_unknown_author_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ["book", "kaz", "nobody", "Кітап", "", "", "", "", "kazlit", "n", ""]
    real = table._read
    monkeypatch.setattr(
        table, "_read", lambda name: {"records": [row]} if name == "records.toml" else real(name)
    )
    with pytest.raises(TableError, match="Кітап"):
        entries()


def test_files_are_the_same_each_time_and_count_their_records() -> None:
    files = {file.name: file for file in catalogue_files(ENTRIES)}
    again = {file.name: file.content for file in catalogue_files(ENTRIES)}
    assert {name: file.content for name, file in files.items()} == again
    national = files["national.mrc"].records + files["national-cp1251.mrc"].records
    assert national == len(list(held_by("n", ENTRIES)))
    for name in ("national.mrc", "national-cp1251.mrc", "pavlodar.mrc"):
        assert files[name].content.count(b"\x1d") == files[name].records
    root = ElementTree.fromstring(files["turkistan.xml"].content)  # noqa: S314 -- written by ourselves
    assert len(root) == files["turkistan.xml"].records


def test_old_file_of_the_national_library_is_cp1251() -> None:
    file = next(file for file in catalogue_files(ENTRIES) if file.name == "national-cp1251.mrc")
    assert "Ауэзов" in file.content.decode("cp1251")
    with pytest.raises(UnicodeDecodeError):
        file.content.decode("utf-8")


def test_records_tell_their_own_length() -> None:
    for file in catalogue_files(ENTRIES)[:3]:
        for record in file.content.split(b"\x1d")[:-1]:
            assert int(record[:5]) == len(record) + 1


def test_iso2709_refuses_letters_that_the_encoding_lacks() -> None:
    record = Written("nam0 ", " i ")
    record.add("200", "1 ", ("a", "Әліппе"))
    with pytest.raises(UnicodeEncodeError):
        iso2709(record, "cp1251")


def test_copies_have_bar_codes_of_their_own_in_branches_that_are() -> None:
    found = [
        (member, copy) for entry in ENTRIES for member in entry.members for copy in copies_of(entry, member)
    ]
    codes = Counter(copy.barcode for _member, copy in found)
    assert max(codes.values()) == 1
    assert all(copy.branch in BRANCHES[member] for member, copy in found)
    assert len({(member, copy.branch, copy.inventory_number) for member, copy in found}) == len(found)


def test_general_field_of_unimarc_has_36_signs() -> None:
    for entry in ENTRIES:
        general = next(content for tag, _ind, content in unimarc_record(entry).fields if tag == "100")
        assert len(general[0][1]) == 36, entry.title


@pytest.mark.parametrize(
    ("date", "years"),
    [("1911-1915", ("1911", "1915")), ("1928-", ("1928", "9999")), ("1942", ("1942", "")), ("", ("", ""))],
)
def test_years_of_a_date(date: str, years: tuple[str, str]) -> None:
    entry: Entry = replace(ENTRIES[0], date=date)
    assert entry.years == years

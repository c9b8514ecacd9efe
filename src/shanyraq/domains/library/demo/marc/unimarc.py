"""The national library's catalogue: UNIMARC as RUSMARC shapes it, with copies in field 995."""

from __future__ import annotations

from typing import Final

from shanyraq.domains.library.demo.marc.copies import copies_of
from shanyraq.domains.library.demo.marc.table import Entry
from shanyraq.domains.library.demo.marc.writing import Written

_KINDS: Final = {"book": "nam0 ", "serial": "nas0 ", "score": "ncm0 ", "map": "nem0 "}
_SCRIPTS: Final = {"Latn": "ba", "Cyrl": "ca", "Arab": "fa"}
_TRANSLATOR: Final = "730"


def unimarc_record(entry: Entry) -> Written:
    """The record of one edition. Titles in Arabic letters stand beside those in today's ones, told by $7."""
    record = Written(_KINDS[entry.kind], " i ")
    record.control("001", f"NB{entry.number:07d}")
    record.control("005", "20261101090000.0")
    record.add("100", "  ", ("a", _general(entry)))
    record.add(
        "101", "1 " if "ol" in entry.more else "0 ", ("a", entry.language), ("c", entry.more.get("ol", ""))
    )
    record.add("102", "  ", ("a", "KZ" if entry.language == "kaz" else ""))
    _add_titles(entry, record)
    record.add("205", "  ", ("a", entry.more.get("ed", "")))
    record.add("210", "  ", ("a", entry.place), ("c", entry.publisher), ("d", entry.date))
    record.add("215", "  ", ("a", entry.extent))
    record.add("225", "1 ", ("a", entry.more.get("series", "")))
    record.add("300", "  ", ("a", entry.note))
    record.add("326", "  ", ("a", entry.more.get("freq", "")))
    record.add("454", " 1", ("t", entry.more.get("orig", "")))
    record.add("606", "0 ", ("a", entry.subject))
    record.add("675", "  ", ("a", entry.udc))
    _add_names(entry, record)
    record.add("801", " 0", ("a", "KZ"), ("b", "NBRK"), ("c", "20261101"))
    for copy in copies_of(entry, "n"):
        record.add(
            "995",
            "  ",
            ("c", copy.branch),
            ("f", copy.barcode),
            ("j", copy.inventory_number),
            ("k", copy.shelf_mark),
            ("r", entry.kind),
        )
    return record


def _general(entry: Entry) -> str:
    """Field 100 $a: 36 signs; 8 is the kind of date, 9 to 16 the years, 34 the script of the title."""
    first, last = entry.years
    kind = "a" if last == "9999" else "b" if last else "d" if first else "u"
    script = _SCRIPTS["Cyrl" if entry.is_arabic_kazakh else entry.script]
    return f"20261101{kind}{first:4}{last:4}m  y0kazy50      {script}"


def _add_titles(entry: Entry, record: Written) -> None:
    responsible = entry.author.direct if entry.author else ""
    parts = [("a", entry.title), ("e", entry.subtitle), ("f", responsible)]
    other = entry.title_in_script
    if other:
        parts = [("6", "a01"), ("7", "ca"), *parts]
    record.add("200", "1 ", *parts)
    if other:
        record.add("200", "1 ", ("6", "a01"), ("7", "fa"), ("a", other))


def _add_names(entry: Entry, record: Written) -> None:
    """Family name, initials, full given names, years."""
    author = entry.author
    if author is not None:
        record.add(
            "700",
            " 1" if author.given else " 0",
            ("a", author.family),
            ("b", author.initials),
            ("g", author.given),
            ("f", author.dates),
            ("4", "230" if entry.kind == "score" else "070"),
        )
    translator = entry.more.get("tr", "")
    if translator:
        family, _comma, given = translator.partition(", ")
        record.add("702", " 1", ("a", family), ("g", given), ("4", _TRANSLATOR))

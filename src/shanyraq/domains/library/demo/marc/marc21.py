"""Pavlodar's catalogue in MARC 21, and Turkistan's in a KAZMARC of its own; each with its own habits.

Pavlodar writes full names and the punctuation of ISBD; Turkistan writes initials and no punctuation, and
keeps copies in field 990. So the same edition looks as different as it does in real catalogues.
"""

from __future__ import annotations

from typing import Final

from shanyraq.domains.library.demo.marc.copies import copies_of
from shanyraq.domains.library.demo.marc.table import Entry
from shanyraq.domains.library.demo.marc.writing import Written

_KINDS: Final = {"book": "nam", "serial": "nas", "score": "ncm", "map": "nem"}


def pavlodar_record(entry: Entry) -> Written:
    """MARC 21 with ISBD punctuation and Arabic-script titles in field 880."""
    record = Written(f"{_KINDS[entry.kind]} a", " i ")
    _begin(entry, record, f"pav{entry.number * 7:08d}")
    if entry.author:
        role = "composer" if entry.kind == "score" else "author"
        record.add("100", "1 ", ("a", f"{entry.author.text},"), ("d", entry.author.dates), ("e", role))
    _add_title_with_punctuation(entry, record)
    record.add(
        "264",
        " 1",
        ("a", f"{entry.place} :" if entry.place else ""),
        ("b", f"{entry.publisher}," if entry.publisher else ""),
        ("c", f"{entry.date}." if entry.date else ""),
    )
    _add_rest(entry, record)
    for copy in copies_of(entry, "p"):
        record.add(
            "852",
            "  ",
            ("b", copy.branch),
            ("j", copy.shelf_mark),
            ("p", copy.barcode),
            ("t", copy.inventory_number),
        )
    return record


def turkistan_record(entry: Entry) -> Written:
    """A KAZMARC variant: initials, no punctuation, the classes without their source, copies in field 990."""
    record = Written(f"{_KINDS[entry.kind]} a", " a ")
    _begin(entry, record, f"TK-{entry.number:05d}")
    if entry.author:
        short = f"{entry.author.family} {entry.author.initials}".strip()
        record.add("100", "1 ", ("a", short))
    record.add("245", "10", ("a", entry.title), ("b", entry.subtitle))
    record.add("260", "  ", ("a", entry.place), ("b", entry.publisher), ("c", entry.date))
    _add_rest(entry, record)
    for copy in copies_of(entry, "t"):
        record.add(
            "990",
            "  ",
            ("b", copy.branch),
            ("h", copy.shelf_mark),
            ("i", copy.inventory_number),
            ("p", copy.barcode),
        )
    return record


def _begin(entry: Entry, record: Written, number: str) -> None:
    record.control("001", number)
    record.control("005", "20261101090000.0")
    record.control("008", _fixed(entry))
    original = entry.more.get("ol", "")
    record.add("041", "1 " if original else "0 ", ("a", entry.language), ("h", original))


def _fixed(entry: Entry) -> str:
    """Field 008: 40 signs; 6 is the kind of date, 7 to 14 the years, 15 the country, 35 the language."""
    first, last = entry.years
    kind = "c" if last == "9999" else "d" if last else "s" if first else "n"
    country = "kz " if entry.language == "kaz" and entry.place in {"Алматы", "Астана", "Алма-Ата"} else "xx "
    years = f"{first or 'uuuu':4}{last or '    ':4}"
    return f"261101{kind}{years}{country}{'':17}{entry.language} d"


def _add_title_with_punctuation(entry: Entry, record: Written) -> None:
    other = entry.title_in_script
    link = "880-01" if other else ""
    responsible = entry.author.direct if entry.author else ""
    end = " /" if responsible else ""
    subtitle = f"{entry.subtitle}{end}" if entry.subtitle else ""
    title = f"{entry.title} :" if subtitle else f"{entry.title}{end}"
    record.add("245", "10", ("6", link), ("a", title), ("b", subtitle), ("c", responsible))
    if other:
        record.add("880", "10", ("6", "245-01/(3/r"), ("a", other))


def _add_rest(entry: Entry, record: Written) -> None:
    record.add("240", "10", ("a", entry.more.get("orig", "")))
    record.add("310", "  ", ("a", entry.more.get("freq", "")))
    record.add("490", "0 ", ("a", entry.more.get("series", "")))
    record.add("080", "  ", ("a", entry.udc))
    record.add("650", " 4", ("a", entry.subject))
    record.add("700", "1 ", ("a", entry.more.get("tr", "")), ("4", "trl" if "tr" in entry.more else ""))

"""What a record must be: required fields, indicators and subfields of MARC 21, check digits, lengths,
codes.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from shanyraq.domains.library.catalogue.editing.grid import Problem, line_of
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord
from shanyraq.domains.library.catalogue.formats.writing import TooLong, to_iso2709
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_isbn, parse_issn

LENGTH_OF_008: Final = 40
TITLES: Final = {"marc21": "245", "unimarc": "200"}
ISBNS: Final = {"marc21": "020", "unimarc": "010"}
ISSNS: Final = {"marc21": "022", "unimarc": "011"}
TOO_LONG: Final = gettext_noop("The record is too long: ISO 2709 takes 99 999 bytes, 9 999 in a field.")


@cache
def table() -> dict[str, list[str]]:
    """Rules of MARC 21 by tag: once or repeatable, first and second indicator, subfields."""
    text = Path(__file__).with_name("marc21.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)["fields"]
    return found


def problems_of(record: MarcRecord, flavour: str) -> list[Problem]:
    """Everything that is wrong; errors keep a record from being saved, the others are advice."""
    return [*_required(record, flavour), *_fields(record, flavour), *_size(record)]


def _required(record: MarcRecord, flavour: str) -> Iterator[Problem]:
    if not record.control_number:
        yield Problem(0, "001", _("Field 001 is required: the number of the record."))
    elif len(record.control_number) > 100:
        yield Problem(0, "001", _("The number of the record has at most 100 signs."))
    title = record.first(TITLES[flavour])
    if title is None or not title.first("a").strip():
        text = _("Field %(tag)s with subfield $a is required: the title.") % {"tag": TITLES[flavour]}
        yield Problem(0, TITLES[flavour], text)
    if not record.leader.strip():
        yield Problem(0, "LDR", _("The leader is required: 24 signs."))


def _fields(record: MarcRecord, flavour: str) -> Iterator[Problem]:
    times = Counter(field.tag for field in record.fields)
    for place, field in enumerate(record.fields):
        line = line_of(place)
        yield from _numbers(field, flavour, line)
        if flavour != "marc21":
            continue
        if field.tag == "008" and len(field.value) != LENGTH_OF_008:
            yield Problem(line, "008", _("Field 008 of MARC 21 has 40 signs."))
        rule = table().get(field.tag)
        if rule is not None:
            yield from _by_rule(field, rule, line)
            if rule[0] == "1" and times[field.tag] > 1:
                yield Problem(line, field.tag, _("By MARC 21 this field stands only once."))


def _by_rule(field: Field, rule: list[str], line: int) -> Iterator[Problem]:
    _times, first, second, codes = rule
    pairs = zip(field.indicators.ljust(2)[:2], (first, second), strict=True)
    for place, (given, legal) in enumerate(pairs, 1):
        if given.replace(" ", "_") not in legal:
            text = _("Indicator %(place)d is one of: %(legal)s.") % {"place": place, "legal": " ".join(legal)}
            yield Problem(line, field.tag, text)
    wrong = sorted({code for code, _text in field.subfields if code not in codes and code != "9"})
    if wrong:
        text = _("MARC 21 knows no subfield $%(code)s here.") % {"code": " $".join(wrong)}
        yield Problem(line, field.tag, text)
    if any(not text for _code, text in field.subfields):
        yield Problem(line, field.tag, _("A subfield is empty."))


def _numbers(field: Field, flavour: str, line: int) -> Iterator[Problem]:
    """A number that is printed wrongly belongs into $z, so a wrong one in $a is only advised against."""
    parsers = {ISBNS[flavour]: parse_isbn, ISSNS[flavour]: parse_issn}
    parse = parsers.get(field.tag)
    for text in field.every("a") if parse else ():
        try:
            parse(text.split(" ")[0])  # type: ignore[misc]  # there is one where there are texts
        except Refusal as refusal:
            yield Problem(line, field.tag, refusal.message, is_error=False)


def _size(record: MarcRecord) -> Iterator[Problem]:
    try:
        to_iso2709(record)
    except TooLong as problem:
        yield Problem(0, str(problem), _(TOO_LONG))

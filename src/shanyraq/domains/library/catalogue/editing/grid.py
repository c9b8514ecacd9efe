"""A record as text, a field a line: ``245 10 $aАбай жолы $cМ. Әуезов`` and back, without losing a sign.

A blank indicator is written ``_``; a dollar sign in a text ``{dollar}``. The leader is the line ``LDR``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.domains.library.catalogue.formats.record import LEADER_LENGTH, Field, MarcRecord

DOLLAR: Final = "{dollar}"
MOST_LINES: Final = 2_000
LONGEST_LINE: Final = 20_000
_LINE: Final = re.compile(r"(?P<tag>[0-9A-Za-z]{3})(?:\s+(?P<rest>.*))?\Z", re.DOTALL)
_DATA: Final = re.compile(r"(?P<indicators>[0-9a-z_#|\\ ]{2})\s*(?P<subfields>\$.*)\Z", re.DOTALL)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where (line from 1, 0 for the whole), and by which rule."""

    line: int
    tag: str
    text: Any
    is_error: bool = True


def to_text(record: MarcRecord) -> str:
    """The record as lines."""
    lines = [f"LDR {record.leader}"]
    for field in record.fields:
        if field.tag[:2] == "00":
            lines.append(f"{field.tag} {field.value}")
            continue
        indicators = field.indicators.ljust(2)[:2].replace(" ", "_")
        subfields = "".join(f" ${code}{_shown(text)}" for code, text in field.subfields)
        lines.append(f"{field.tag} {indicators}{subfields}")
    return "\n".join(lines)


def from_text(text: str) -> tuple[MarcRecord, list[Problem]]:
    """The record in a text, with what could not be read; what could be is always there."""
    record, problems = MarcRecord(" " * LEADER_LENGTH), []
    for number, given in enumerate(text.splitlines()[:MOST_LINES], start=1):
        line = _CONTROLS.sub("", given)[:LONGEST_LINE].rstrip()
        if not line.strip():
            continue
        match = _LINE.match(line.lstrip())
        if match is None:
            problems.append(Problem(number, "", _("A line begins with a tag of three signs.")))
            continue
        tag, rest = match["tag"], match["rest"] or ""
        if tag == "LDR":
            record.leader = rest.ljust(LEADER_LENGTH)[:LEADER_LENGTH]
        elif tag[:2] == "00":
            record.fields.append(Field(tag, "", [], rest))
        else:
            _add_data(record, problems, (number, tag, rest))
    return record, problems


def line_of(place: int) -> int:
    """The line at which the field at *place* stands in ``to_text``."""
    return place + 2


def _add_data(record: MarcRecord, problems: list[Problem], given: tuple[int, str, str]) -> None:
    number, tag, rest = given
    match = _DATA.match(rest)
    if match is None:
        problems.append(
            Problem(
                number,
                tag,
                _("After the tag come two indicators (_ for blank) and subfields such as $a."),
            )
        )
        return
    indicators = re.sub(r"[_#|\\]", " ", match["indicators"])
    pairs = [(part[:1], _read(part[1:])) for part in match["subfields"][1:].split("$")]
    if any(not code.strip() for code, _text in pairs):
        problems.append(Problem(number, tag, _("A subfield has no code.")))
    record.fields.append(Field(tag, indicators, [pair for pair in pairs if pair[0].strip()]))


def _shown(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").replace("$", DOLLAR)


def _read(text: str) -> str:
    return text.replace(DOLLAR, "$").strip()

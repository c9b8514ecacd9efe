"""How a rule takes texts out of a field: by codes, by a pattern, by positions, under its conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from shanyraq.domains.library.catalogue.formats.record import Field
from shanyraq.domains.library.catalogue.profiles.schema import POSITIONS
from shanyraq.domains.library.catalogue.profiles.texts import STEPS, clean, strip_isbd, strip_separators
from shanyraq.domains.library.catalogue.profiles.values import KEEPS_STOP

Take = Callable[[Field], list[str]]
Test = Callable[[Field], bool]
PLAIN: Final = "@"
"""In ``take``: what stands in the field before any subfield, as IRBIS writes it."""
_PART: Final = re.compile(r"\{([^{}]*?)([0-9A-Za-z@!](?:\|[0-9A-Za-z@!])*)\}")


def taker(rule: Mapping[str, Any], *, is_joined: bool) -> Take:
    """What gives the texts of a field. Joined: one text of all codes; else one for each subfield."""
    if "value" in rule:
        value = rule["value"]
        return lambda _field: [value]
    if "positions" in rule:
        return _by_positions(rule["positions"])
    strip = strip_separators if rule["to"] in KEEPS_STOP else strip_isbd
    join = rule.get("join")
    if join is not None and "{" not in rule.get("take", ""):
        return _joined(rule["take"], join, strip)
    return _by_codes(rule.get("take", ""), is_joined=is_joined)


def _by_codes(given: str, *, is_joined: bool) -> Take:
    if "{" in given:
        return by_pattern(given)
    codes = frozenset("" if code == PLAIN else code for code in given)
    if is_joined:
        return lambda field: _run_on(field, codes)
    return lambda field: [text for code, text in field.subfields if code in codes]


def _run_on(field: Field, codes: frozenset[str]) -> list[str]:
    found = [text for code, text in field.subfields if code in codes]
    return [" ".join(found)] if found else found


def _joined(given: str, join: str, strip: Callable[[str], str]) -> Take:
    codes = frozenset("" if code == PLAIN else code for code in given)

    def take(field: Field) -> list[str]:
        found = [strip(clean(text)) for code, text in field.subfields if code in codes]
        text = join.join(each for each in found if each)
        return [text] if text else []

    return take


def by_pattern(pattern: str) -> Take:
    """ "{a}{, g|b}": of each brace the first code that the field has, all its subfields, each after
    the sign.
    """
    parts = [
        (before, tuple("" if code == PLAIN else code for code in codes.split("|")))
        for before, codes in _PART.findall(pattern)
    ]

    def take(field: Field) -> list[str]:
        found = ""
        for before, codes in parts:
            for text in _first_of(field, codes):
                cleaned = strip_isbd(clean(text))
                if cleaned:
                    found += before + cleaned if found else cleaned
        return [found] if found else []

    return take


def _first_of(field: Field, codes: tuple[str, ...]) -> list[str]:
    for wanted in codes:
        found = [text for code, text in field.subfields if code == wanted]
        if found:
            return found
    return []


def _by_positions(given: str) -> Take:
    first, last = bounds(given)

    def take(field: Field) -> list[str]:
        text = field.value or field.first("a")
        return [text[first:last]] if len(text) > first else []

    return take


def bounds(given: str) -> tuple[int, int]:
    """Where "35-37" begins and ends as a slice."""
    found = POSITIONS.match(given)
    if found is None:
        raise ValueError(given)
    return int(found[1]), int(found[2] or found[1]) + 1


def tester(where: Mapping[str, Any]) -> Test | None:
    """The condition of a rule; None when there is none."""
    tests: list[Test] = []
    tests += [
        _indicator_test(place, where[name])
        for place, name in enumerate(("indicator1", "indicator2"))
        if name in where
    ]
    tests += [_position_test(given, signs) for given, signs in where.get("position", {}).items()]
    if where.get("with"):
        tests.append(_presence_test(where["with"], wanted=True))
    if where.get("without"):
        tests.append(_presence_test(where["without"], wanted=False))
    for name, wanted in (("value", True), ("not_value", False)):
        tests += [_value_test(code, values, wanted=wanted) for code, values in where.get(name, {}).items()]
    if len(tests) < 2:
        return tests[0] if tests else None
    return lambda field: all(test(field) for test in tests)


def _presence_test(codes: str, *, wanted: bool) -> Test:
    return lambda field: bool(field.first(codes)) is wanted


def _indicator_test(place: int, signs: str) -> Test:
    return lambda field: field.indicators[place : place + 1] in signs


def _position_test(given: str, signs: str) -> Test:
    first, last = bounds(given)

    def test(field: Field) -> bool:
        found = (field.value or field.first("a"))[first:last]
        return bool(found) and found in signs

    return test


def _value_test(code: str, values: list[str], *, wanted: bool) -> Test:
    known = frozenset(value.lower() for value in values)
    code = "" if code == PLAIN else code
    return lambda field: any(c == code and t.strip().lower() in known for c, t in field.subfields) is wanted


def finisher(rule: Mapping[str, Any]) -> Callable[[str], str]:
    """What every text of a rule goes through: cleaning, prefix, table of values, named steps."""
    steps = [STEPS[name] for name in rule.get("steps", ())]
    prefix, table = rule.get("prefix", ""), rule.get("map")

    def finish(text: str) -> str:
        if table is None:
            text = clean(text)
        if prefix:
            text = text.removeprefix(prefix).strip() if text.startswith(prefix) else ""
        if table is not None:
            text = mapped(text, table)
        for step in steps:
            text = step(text)
        return text

    return finish


def mapped(text: str, table: Mapping[str, str]) -> str:
    """The value for *text*, for its beginning with a star, or for a lone star; else nothing."""
    found = table.get(text)
    if found is not None:
        return found
    for length in range(len(text), -1, -1):
        found = table.get(f"{text[:length]}*")
        if found is not None:
            return found
    return ""

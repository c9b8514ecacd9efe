"""The form of a profile's table, checked so that every error names its place.

A table: ``flavour`` (marc21 or unimarc), and if needed ``extends`` (code of a shipped profile), ``encoding``,
``links`` (880, unimarc or none), ``fold_codes``, ``branches`` (their code → ours), ``default_branch``; then
``rules``. Of the rules for one target a table gives, none of the extended table's for it are used.

A rule: ``to`` (a part of the description), ``from`` (tags, or "leader"), and one of ``take`` (codes of
subfields, or a pattern "{a}{, b|c}"), ``positions`` ("35-37") and ``value``. Then, where needed: ``where``,
``join``, ``steps``, ``map``, ``prefix``, ``unless_filled``, ``append``, and what the target has of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from shanyraq.domains.library.catalogue.description import KINDS
from shanyraq.domains.library.catalogue.formats.encodings import ENCODINGS
from shanyraq.domains.library.catalogue.profiles.texts import STEPS

FLAVOURS: Final = ("marc21", "unimarc")
LINKS: Final = ("880", "unimarc", "none")
TEXTS: Final = frozenset({
    "control_number", "kind", "title", "subtitle", "part_number", "part_title", "responsibility",
    "uniform_title", "original_title", "edition", "date", "year", "last_year", "country", "extent",
    "dimensions",
    "illustrations", "frequency", "summary", "contents", "audience", "host",
})  # fmt: skip  # a list of words reads better in lines than in a column
LISTS: Final = frozenset({
    "other_titles", "languages", "original_languages", "scripts", "places", "publishers", "isbns", "issns",
    "notes",
})  # fmt: skip  # a list of words reads better in lines than in a column
OBJECTS: Final[Mapping[str, frozenset[str]]] = {
    "agents": frozenset({"kind", "dates", "roles", "default_role", "main", "identifiers"}),
    "subjects": frozenset({"kind", "scheme", "scheme_from"}),
    "series": frozenset({"number", "issn"}),
    "identifiers": frozenset({"scheme", "scheme_from"}),
    "classes": frozenset({"scheme", "scheme_from"}),
    "links": frozenset({"label"}),
    "holdings": frozenset({"shelf_mark", "inventory_number", "barcode", "item_type", "note"}),
}
"""Parts made of several, and what their rules may say besides; ``take`` is the first of them."""
AGENT_KINDS: Final = ("person", "body", "meeting")
SUBJECT_KINDS: Final = ("topic", "person", "body", "place", "period", "title", "genre")
_COMMON: Final = frozenset({
    "to", "from", "take", "positions", "value", "where", "join", "steps", "map", "prefix", "unless_filled",
    "append", "country_codes",
})  # fmt: skip  # a list of words reads better in lines than in a column
_TABLE: Final = frozenset(
    {"extends", "flavour", "encoding", "links", "fold_codes", "branches", "default_branch", "rules"}
)
_WHERE: Final = frozenset({"indicator1", "indicator2", "position", "with", "without", "value", "not_value"})
TAG: Final = re.compile(r"[0-9A-Za-z]{3}\Z")
POSITIONS: Final = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?\Z")
CODES: Final = re.compile(r"[0-9A-Za-z@!]*\Z")
PATTERN: Final = re.compile(r"(?:\{[^{}]*?[0-9A-Za-z@!](?:\|[0-9A-Za-z@!])*\})+\Z")
MOST_RULES: Final = 500


@dataclass(frozen=True, slots=True)
class TableError:
    """What is wrong and where: ``place`` as "rules[3].take", ``code`` one of ``CODES_OF_ERRORS``."""

    place: str
    code: str
    given: str = ""


CODES_OF_ERRORS: Final = (
    "not_object", "not_list", "not_text", "not_flag", "unknown_key", "unknown_value", "missing", "bad_tag",
    "bad_positions",
    "bad_pattern", "no_rules", "too_many", "two_sources", "unknown_profile",
)  # fmt: skip  # a list of words reads better in lines than in a column


def check(table: Any, *, shipped: frozenset[str] = frozenset()) -> list[TableError]:
    """Every error in *table*; *shipped* are the codes that it may extend."""
    return list(_table_errors(table, shipped))


def _table_errors(table: Any, shipped: frozenset[str]) -> Iterator[TableError]:
    if not isinstance(table, dict):
        yield TableError("", "not_object", _shown(table))
        return
    yield from _unknown("", table, _TABLE)
    yield from _one_of(
        "flavour", table.get("flavour", None if "extends" not in table else "marc21"), FLAVOURS
    )
    yield from _one_of("encoding", table.get("encoding", ENCODINGS[0]), ENCODINGS)
    yield from _one_of("links", table.get("links", LINKS[0]), LINKS)
    if "extends" in table and table["extends"] not in shipped:
        yield TableError("extends", "unknown_profile", _shown(table["extends"]))
    if not isinstance(table.get("fold_codes", False), bool):
        yield TableError("fold_codes", "not_flag", _shown(table["fold_codes"]))
    yield from _branches(table)
    yield from _rules(table)


def _branches(table: Mapping[str, Any]) -> Iterator[TableError]:
    if not isinstance(table.get("default_branch", ""), str):
        yield TableError("default_branch", "not_text", _shown(table["default_branch"]))
    branches = table.get("branches", {})
    if not isinstance(branches, dict):
        yield TableError("branches", "not_object", _shown(branches))
        return
    for theirs, ours in branches.items():
        if not isinstance(ours, str):
            yield TableError(f"branches.{theirs}", "not_text", _shown(ours))


def _rules(table: Mapping[str, Any]) -> Iterator[TableError]:
    rules = table.get("rules", [])
    if not isinstance(rules, list):
        yield TableError("rules", "not_list", _shown(rules))
        return
    if not rules and "extends" not in table:
        yield TableError("rules", "no_rules")
    if len(rules) > MOST_RULES:
        yield TableError("rules", "too_many", str(len(rules)))
        return
    for number, rule in enumerate(rules):
        place = f"rules[{number}]"
        if isinstance(rule, dict):
            for error in _rule_errors(rule):
                yield TableError(f"{place}.{error.place}".rstrip("."), error.code, error.given)
        else:
            yield TableError(place, "not_object", _shown(rule))


def _rule_errors(rule: dict[str, Any]) -> Iterator[TableError]:
    target = rule.get("to")
    if not isinstance(target, str) or target not in TEXTS | LISTS | OBJECTS.keys():
        yield TableError("to", "missing" if target is None else "unknown_value", _shown(target))
        return
    own = OBJECTS.get(target, frozenset()) | ({"branch"} if target == "holdings" else set())
    yield from _unknown("", rule, _COMMON | own)
    yield from _sources(rule, target)
    yield from _tags(rule.get("from"))
    for name, test in _SHAPES.items():
        if name in rule:
            yield from test(name, rule[name])
    yield from _kinds(target, rule)


def _sources(rule: dict[str, Any], target: str) -> Iterator[TableError]:
    given = [name for name in ("take", "positions", "value") if name in rule]
    if len(given) > 1:
        yield TableError(given[1], "two_sources")
    if not given and target != "holdings":
        yield TableError("take", "missing")


def _tags(tags: Any) -> Iterator[TableError]:
    listed = tags if isinstance(tags, list) else [tags]
    if tags is None or not listed:
        yield TableError("from", "missing")
        return
    for tag in listed:
        if not isinstance(tag, str) or (tag != "leader" and not TAG.match(tag)):
            yield TableError("from", "bad_tag", _shown(tag))


def _kinds(target: str, rule: dict[str, Any]) -> Iterator[TableError]:
    known = {"agents": AGENT_KINDS, "subjects": SUBJECT_KINDS}.get(target)
    if known and "kind" in rule:
        yield from _one_of("kind", rule["kind"], known)
    if target == "kind" and "value" in rule:
        yield from _one_of("value", rule["value"], KINDS)
    if target == "kind" and isinstance(rule.get("map"), dict):
        for sign, value in rule["map"].items():
            yield from _one_of(f"map.{sign}", value, KINDS)


def _where(place: str, where: Any) -> Iterator[TableError]:
    if not isinstance(where, dict):
        yield TableError(place, "not_object", _shown(where))
        return
    yield from _unknown(place, where, _WHERE)
    for name in ("indicator1", "indicator2", "with", "without"):
        if not isinstance(where.get(name, ""), str):
            yield TableError(f"{place}.{name}", "not_text", _shown(where[name]))
    position = where.get("position", {})
    if not isinstance(position, dict):
        yield TableError(f"{place}.position", "not_object", _shown(position))
    else:
        for at, signs in position.items():
            if not POSITIONS.match(at) or not isinstance(signs, str):
                yield TableError(f"{place}.position", "bad_positions", _shown(at))
    for name in ("value", "not_value"):
        yield from _values(f"{place}.{name}", where.get(name, {}))


def _values(place: str, given: Any) -> Iterator[TableError]:
    if not isinstance(given, dict):
        yield TableError(place, "not_object", _shown(given))
        return
    for code, values in given.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            yield TableError(f"{place}.{code}", "not_list", _shown(values))


def _steps(place: str, steps: Any) -> Iterator[TableError]:
    if not isinstance(steps, list):
        yield TableError(place, "not_list", _shown(steps))
        return
    for step in steps:
        yield from _one_of(place, step, tuple(STEPS))


def _map(place: str, given: Any) -> Iterator[TableError]:
    if not isinstance(given, dict):
        yield TableError(place, "not_object", _shown(given))
        return
    for sign, value in given.items():
        yield from _text(f"{place}.{sign}", value)


def _take(place: str, given: Any) -> Iterator[TableError]:
    if not isinstance(given, str):
        yield TableError(place, "not_text", _shown(given))
    elif not (PATTERN if "{" in given or "}" in given else CODES).match(given):
        yield TableError(place, "bad_pattern", given)


def _position(place: str, given: Any) -> Iterator[TableError]:
    found = POSITIONS.match(given) if isinstance(given, str) else None
    if found is None or int(found[2] or found[1]) < int(found[1]):
        yield TableError(place, "bad_positions", _shown(given))


def _flag(place: str, given: Any) -> Iterator[TableError]:
    if not isinstance(given, bool):
        yield TableError(place, "not_flag", _shown(given))


def _text(place: str, given: Any) -> Iterator[TableError]:
    if not isinstance(given, str):
        yield TableError(place, "not_text", _shown(given))


def _country_codes(place: str, given: Any) -> Iterator[TableError]:
    yield from _one_of(place, given, ("marc", "iso"))


_SHAPES: Final[Mapping[str, Callable[[str, Any], Iterator[TableError]]]] = {
    "positions": _position,
    "where": _where,
    "steps": _steps,
    "map": _map,
    "country_codes": _country_codes,
    **dict.fromkeys(("unless_filled", "append", "main"), _flag),
    **dict.fromkeys(("value", "join", "prefix", "scheme", "scheme_from", "default_role"), _text),
    **dict.fromkeys(
        (
            "take",
            "dates",
            "roles",
            "identifiers",
            "number",
            "issn",
            "label",
            "branch",
            "shelf_mark",
            "inventory_number",
            "barcode",
            "item_type",
            "note",
        ),
        _take,
    ),
}


def _unknown(place: str, given: Mapping[str, Any], known: frozenset[str] | set[str]) -> Iterator[TableError]:
    for name in given:
        if name not in known:
            yield TableError(f"{place}.{name}".lstrip("."), "unknown_key")


def _one_of(place: str, given: Any, known: tuple[str, ...]) -> Iterator[TableError]:
    if given is None:
        yield TableError(place, "missing")
    elif given not in known:
        yield TableError(place, "unknown_value", _shown(given))


def _shown(given: Any) -> str:
    return str(given)[:60]

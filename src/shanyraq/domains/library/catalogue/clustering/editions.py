"""The score of two descriptions as one edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from shanyraq.domains.library.catalogue.clustering.features import TEXT_KINDS, Features
from shanyraq.domains.library.catalogue.clustering.folding import likeness
from shanyraq.domains.library.catalogue.clustering.people import Name, agree
from shanyraq.domains.library.catalogue.clustering.scores import Part, Score, total

_NONE: Final = Part("", 0)
_LONG_LETTERS: Final = 12
_GENERIC_LETTERS: Final = 7
"""A title of so few letters (Poems, Stories) says less than a longer one."""
Persons = tuple[tuple[Name, ...], ...]


def edition_score(one: Features, other: Features) -> Score:
    """Same edition, another one, or doubtful. Symmetric; the parts stand in the order of the rules below."""
    if veto := _veto(one, other):
        return total([veto])
    closeness = title_likeness(one.titles, other.titles)
    rules = _SERIAL_RULES if one.kind == other.kind == "serial" else _RULES
    return total(
        [
            _numbers(one, other, closeness),
            _title(one, other, closeness),
            *(rule(one, other) for rule in rules),
        ]
    )


def title_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike the most alike titles of both are, in any script."""
    if not one or not other:
        return 0.0
    if one[0] == other[0] or not set(one).isdisjoint(other):
        return 1.0
    return max([likeness(mine, theirs) for mine in one[:4] for theirs in other[:4]])


def persons_agree(one: Persons, other: Persons) -> bool:
    """Whether any person of one is a person of the other."""
    return any(
        agree(mine, theirs) for first in one for mine in first for second in other for theirs in second
    )


def _veto(one: Features, other: Features) -> Part | None:
    """What no number of agreements outweighs."""
    code = next((code for code, rules_out in _VETOES if rules_out(one, other)), "")
    return Part(code, -60, is_veto=True) if code else None


def _other_kind(one: Features, other: Features) -> bool:
    return one.kind != other.kind and not (one.kind in _PRINTED and other.kind in _PRINTED)


def _other_part(one: Features, other: Features) -> bool:
    return one.part is not None and other.part is not None and one.part != other.part


def _other_numbers(one: Features, other: Features) -> bool:
    return _apart(one.title_numbers, other.title_numbers) or (
        len(one.title_numbers) == len(other.title_numbers) and one.title_numbers != other.title_numbers
    )


def _other_issn(one: Features, other: Features) -> bool:
    return one.kind == other.kind == "serial" and _apart(one.issns, other.issns)


def _other_year(one: Features, other: Features) -> bool:
    if one.kind == other.kind == "serial" or not one.year or not other.year:
        return False
    return abs(one.year - other.year) > 1


_VETOES: Final = (
    ("kind", _other_kind),
    ("part", _other_part),
    ("title_numbers", _other_numbers),
    ("language_apart", lambda one, other: _apart(one.languages, other.languages)),
    ("issn_apart", _other_issn),
    ("year_apart", _other_year),
)
_PRINTED: Final = TEXT_KINDS - {"electronic"}


def _apart(one: frozenset[Any], other: frozenset[Any]) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _numbers(one: Features, other: Features, closeness: float) -> Part:
    """Numbers that were given to the thing. An ISBN on quite another title was used twice."""
    if not one.isbns.isdisjoint(other.isbns):
        return Part("isbn", 45) if closeness >= 0.5 else Part("isbn_reused", -10)
    if not one.issns.isdisjoint(other.issns) and one.kind == other.kind == "serial":
        return Part("issn", 45)
    if not one.identifiers.isdisjoint(other.identifiers):
        return Part("identifier", 40)
    return Part("isbn_apart", -30) if _apart(one.isbns, other.isbns) else _NONE


def _title(one: Features, other: Features, closeness: float) -> Part:
    if closeness == 1.0:
        shortest = min(len(one.titles[0]), len(other.titles[0]))
        return Part("title", 28 if shortest <= _GENERIC_LETTERS else 38 if shortest >= _LONG_LETTERS else 35)
    for least, points in ((0.9, 30), (0.8, 24), (0.7, 12)):
        if closeness >= least:
            return Part("title_alike", points)
    return Part("title_apart", -20)


def _subtitle(one: Features, other: Features) -> Part:
    if not one.subtitle or not other.subtitle:
        return _NONE
    closeness = likeness(one.subtitle, other.subtitle)
    if closeness >= 0.75:
        return Part("subtitle", 4)
    return Part("subtitle_apart", -6) if closeness < 0.4 else _NONE


def _part(one: Features, other: Features) -> Part:
    """A volume against the whole set, or a number in one title only: the same only if all else says so."""
    missing = (one.part is None) != (other.part is None)
    uneven = bool(one.title_numbers) != bool(other.title_numbers)
    if not missing and not uneven:
        return _NONE
    is_likely = one.pages and one.pages == other.pages and not one.isbns.isdisjoint(other.isbns)
    return Part("part_missing", -20 if is_likely else -30 if one.pages == other.pages else -45)


def _agents(one: Features, other: Features) -> Part:
    if not one.people or not other.people:
        return _NONE
    if persons_agree(one.people, other.people):
        return Part("agent", 18)
    return Part("agent_apart", -25)


def _year(one: Features, other: Features) -> Part:
    """A record without a year may be of any reprint."""
    if not one.year and not other.year:
        return _NONE
    if not one.year or not other.year:
        return Part("year_missing", -6)
    return Part("year", 12) if one.year == other.year else Part("year_near", -15)


def _publisher(one: Features, other: Features) -> Part:
    if not one.publishers or not other.publishers:
        return _NONE
    if not one.publishers.isdisjoint(other.publishers):
        return Part("publisher", 8)
    closest = max([likeness(mine, theirs) for mine in one.publishers for theirs in other.publishers])
    return Part("publisher", 6) if closest >= 0.7 else Part("publisher_apart", -15)


def _place(one: Features, other: Features) -> Part:
    if not one.places or not other.places:
        return _NONE
    closest = max([likeness(mine, theirs) for mine in one.places for theirs in other.places])
    return Part("place", 2) if closest >= 0.6 else Part("place_apart", -3)


def _extent(one: Features, other: Features) -> Part:
    if not one.pages or not other.pages:
        return _NONE
    difference = abs(one.pages - other.pages)
    if difference <= max(2, 0.01 * min(one.pages, other.pages)):
        return Part("extent", 8 if difference else 10)
    return Part("extent_apart", -12) if difference > max(8, 0.04 * max(one.pages, other.pages)) else _NONE


def _language(one: Features, other: Features) -> Part:
    return _NONE if one.languages.isdisjoint(other.languages) else Part("language", 3)


def _script(one: Features, other: Features) -> Part:
    return Part("script_apart", -25) if _apart(one.scripts, other.scripts) else _NONE


def _edition(one: Features, other: Features) -> Part:
    if one.edition_number and other.edition_number and one.edition_number != other.edition_number:
        return Part("edition_apart", -30)
    if not one.edition or not other.edition:
        return Part("edition_apart", -2) if (one.edition_number or other.edition_number or 1) > 1 else _NONE
    return Part("edition", 3) if likeness(one.edition, other.edition) >= 0.7 else _NONE


def _host(one: Features, other: Features) -> Part:
    """An article is the same only in the same host."""
    if not one.host or not other.host:
        return _NONE
    return Part("host", 10) if likeness(one.host, other.host) >= 0.75 else Part("host_apart", -30)


Rule = Callable[[Features, Features], Part]
_RULES: Final[tuple[Rule, ...]] = (
    _subtitle, _part, _agents, _year, _publisher, _place, _extent, _language, _script, _edition, _host,
)  # fmt: skip  # a list of rules reads better in lines than in a column
_SERIAL_RULES: Final[tuple[Rule, ...]] = (_subtitle, _part, _agents, _publisher, _place, _language)

"""Facets of the catalogue as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.indexing import AT_HAND
from shanyraq.domains.library.catalogue.public_parts import findables
from shanyraq.domains.library.catalogue.wording.languages import language_name, script_name
from shanyraq.domains.library.network.models import Branch, Library
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.web.addresses import values_of
from shanyraq.platform.search.web.facets import Facet, Value, label_of

OWN_FACETS: Final[dict[str, Any]] = {
    "state": _("To be had"),
    "language": _("Language"),
    "script": _("Script"),
    "library": _("Library"),
    "branch": _("Branch"),
    "decade": _("Years"),
}
_SHOWN_VALUES: Final = 40


def choices_of(query: QueryDict) -> tuple[tuple[str, str], ...]:
    """The chosen values in an address as pairs of facet and value; years are asked for as decades.

    ``from_year`` and ``to_year`` choose every decade between them.
    """
    chosen = [(name, value) for name in OWN_FACETS for value in values_of(query.getlist(name))]
    first, last = _year(query.get("from_year", "")), _year(query.get("to_year", ""))
    if first or last:
        begin, end = first or max((last or 0) - 190, 0), last or (first or 0) + 190
        decades = range(begin // 10 * 10, min(end, begin + 190) + 1, 10)
        chosen += [("decade", str(decade)) for decade in decades]
    return tuple(dict.fromkeys(chosen))


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def query_of(wish: Wish) -> str:
    """The query of the address of a wish, from its first page on."""
    pairs = [("q", wish.words)] if wish.words else []
    pairs += [("kind", kind) for kind in wish.kinds]
    pairs += wish.own
    pairs += [("period", period) for period in wish.periods]
    if wish.order is not Order.BEST:
        pairs.append(("sort", wish.order.value))
    return f"?{urlencode(pairs)}"


def catalogue_facets(
    wish: Wish, counted: Mapping[str, list[tuple[str, int]]], *, mine: str = ""
) -> list[Facet]:
    """The facets that let the reader choose: those with two values or a choice. At most two queries.

    *mine* is the code of the reader's own library, which stands before the others.
    """
    names = _names(counted, wish, mine)
    found = [_kinds(wish, counted.get("kind", []))]
    for key, title in OWN_FACETS.items():
        if key == "branch" and "library" not in wish.chosen_own:
            continue
        found.append(
            _own_facet(
                wish, key, title=str(title), pairs=_with_chosen(wish, key, counted, mine=mine), names=names
            )
        )
    found = [facet for facet in found if len(facet.values) > 1 or facet.has_choice or _tells(facet)]
    return [
        _with_mine_first(facet, names[mine]) if facet.key == "library" and mine else facet for facet in found
    ]


def _tells(facet: Facet) -> bool:
    """What is to be had now is worth choosing, though it is the only value: not everything has it."""
    return facet.key == "state" and bool(facet.values)


def _with_mine_first(facet: Facet, name: str) -> Facet:
    """The reader's own library before the others, where it has anything."""
    return replace(facet, values=tuple(sorted(facet.values, key=lambda value: value.label != name)))


def _with_chosen(
    wish: Wish, key: str, counted: Mapping[str, list[tuple[str, int]]], *, mine: str
) -> list[tuple[str, int]]:
    chosen = wish.chosen_own.get(key, ())
    counts = dict(counted.get(key, ()))
    if key == "branch":
        libraries = wish.chosen_own.get("library", ())
        counts = {value: number for value, number in counts.items() if value.partition("/")[0] in libraries}
    kept = dict(list(counts.items())[:_SHOWN_VALUES])
    kept |= {value: counts[value] for value in (mine,) if key == "library" and value in counts}
    pairs = list((kept | {value: counts.get(value, 0) for value in chosen}).items())
    return sorted(pairs, reverse=True) if key == "decade" else pairs


def _own_facet(
    wish: Wish, key: str, *, title: str, pairs: list[tuple[str, int]], names: Mapping[str, str]
) -> Facet:
    chosen = wish.chosen_own.get(key, ())
    values = tuple(
        Value(_label(key, value, names), number, query_of(_toggled(wish, (key, value))), value in chosen)
        for value, number in pairs
    )
    without = tuple(pair for pair in wish.own if pair[0] != key)
    return Facet(key, title, values, query_of(replace(wish, own=without)))


def _toggled(wish: Wish, pair: tuple[str, str]) -> Wish:
    if pair in wish.own:
        return replace(wish, own=tuple(each for each in wish.own if each != pair))
    return replace(wish, own=(*wish.own, pair))


def _kinds(wish: Wish, pairs: list[tuple[str, int]]) -> Facet:
    values = tuple(
        Value(label_of("kind", kind), number, query_of(_kind_toggled(wish, kind)), kind in wish.kinds)
        for kind, number in pairs
    )
    return Facet("kind", str(_("Kind")), values, query_of(replace(wish, kinds=())))


def _kind_toggled(wish: Wish, kind: str) -> Wish:
    kinds = tuple(each for each in wish.kinds if each != kind) if kind in wish.kinds else (*wish.kinds, kind)
    return replace(wish, kinds=kinds)


def _label(key: str, value: str, names: Mapping[str, str]) -> str:
    if key == "language":
        return language_name(value)
    if key == "script":
        return script_name(value)
    if key == "decade":
        return f"{value}–{int(value) + 9}" if value.isdigit() else value
    return names.get(value, value)


def _names(counted: Mapping[str, list[tuple[str, int]]], wish: Wish, mine: str) -> dict[str, str]:
    """Names of libraries, branches and states. A query for each of the first two that are shown."""
    codes = [value for value, _number in counted.get("library", ())]
    names = {each.code: str(each) for each in Library.objects.filter(code__in=codes)} if codes else {}
    chosen = wish.chosen_own.get("library", ())
    for branch in Branch.objects.filter(library__code__in=chosen).select_related("library") if chosen else ():
        names[f"{branch.library.code}/{branch.code}"] = str(branch)
    if mine:
        names[mine] = _("In my library: %(name)s") % {"name": names.get(mine, mine)}
    names[AT_HAND] = str(_("Available now: on the shelf"))
    for part in findables():
        names |= {value: str(label) for value, label in part.labels.items()}
    return names

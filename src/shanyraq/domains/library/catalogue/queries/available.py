"""What is to be had just now, as a reader chooses it and as the index keeps it.

A reader chooses "on the shelf" and, apart from it, libraries; together they mean a shelf of these libraries,
and the index keeps for every edition where its free copies stand. "To read here" means what this reader may
open at once: more for who is signed in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shanyraq.domains.library.catalogue.indexing import AT_HAND
from shanyraq.domains.library.catalogue.public_parts import ONLINE, ONLINE_SIGNED_IN
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.queries.results import Results, results

Counts = dict[str, list[tuple[str, int]]]
_PLACES: Final = ("library", "branch")
_AT: Final = f"{AT_HAND}@"


def found_now(wish: Wish, *, is_signed_in: bool) -> tuple[Results, Counts]:
    """What is found for the wish as the reader chose, and the counts of facets in the reader's values.

    One search; with libraries chosen beside a shelf at most two more.

    :raises NoIndex: when this node has no finished index.
    """
    found = results(in_index(wish, is_signed_in=is_signed_in))
    counts = dict(found.facets)
    if "state" not in wish.wanted:
        return found, counts
    if AT_HAND in wish.chosen_own.get("state", ()):
        counts |= _by_place(wish, found, is_signed_in=is_signed_in)
    counts["state"] = _states(wish, found, is_signed_in=is_signed_in)
    return found, counts


def in_index(wish: Wish, *, is_signed_in: bool) -> Wish:
    """The wish with the values of the index for what is to be had now."""
    places = _places_of(wish)
    own: list[tuple[str, str]] = []
    for name, value in wish.own:
        if (name, value) == ("state", AT_HAND) and places:
            own += [("state", f"{_AT}{place}") for place in places]
        elif (name, value) == ("state", ONLINE) and is_signed_in:
            own.append(("state", ONLINE_SIGNED_IN))
        else:
            own.append((name, value))
    return replace(wish, own=tuple(own))


def _places_of(wish: Wish) -> tuple[str, ...]:
    """Where a copy has to stand: in the chosen branches, else in the chosen libraries."""
    return wish.chosen_own.get("branch") or wish.chosen_own.get("library") or ()


def _states(wish: Wish, found: Results, *, is_signed_in: bool) -> list[tuple[str, int]]:
    """The values that this reader may choose, the shelf first."""
    counted = dict(found.facets.get("state", ()))
    counted[ONLINE] = counted.pop(ONLINE_SIGNED_IN, 0) if is_signed_in else counted.get(ONLINE, 0)
    counted[AT_HAND] = _at_hand(wish, counted, is_signed_in=is_signed_in)
    first = [(name, counted.pop(name)) for name in (AT_HAND, ONLINE)]
    others = [
        (name, times) for name, times in counted.items() if name != ONLINE_SIGNED_IN and _AT not in name
    ]
    return [pair for pair in (*first, *others) if pair[1]]


def _at_hand(wish: Wish, counted: dict[str, int], *, is_signed_in: bool) -> int:
    places = _places_of(wish)
    if not places:
        return counted.get(AT_HAND, 0)
    if len(places) == 1:
        return counted.get(f"{_AT}{places[0]}", 0)
    others = tuple(pair for pair in wish.own if pair[0] != "state")
    alone = replace(wish, own=(*others, ("state", AT_HAND)), wanted=(), offset=0, limit=1)
    return results(in_index(alone, is_signed_in=is_signed_in)).total


def _by_place(wish: Wish, found: Results, *, is_signed_in: bool) -> Counts:
    """How many stand on the shelves of each library and branch, whichever of them are chosen.

    Where something else to be had is chosen too, how many of all that each library holds.
    """
    is_shelf_alone = wish.chosen_own["state"] == (AT_HAND,)
    if _places_of(wish):
        others = tuple(pair for pair in wish.own if pair[0] not in _PLACES)
        wider = replace(wish, own=others, wanted=("state", *_PLACES), offset=0, limit=1)
        found = results(in_index(wider, is_signed_in=is_signed_in))
    if not is_shelf_alone:
        return {name: found.facets[name] for name in _PLACES}
    stands = [
        (value.removeprefix(_AT), times) for value, times in found.facets["state"] if value.startswith(_AT)
    ]
    return {
        "library": [pair for pair in stands if "/" not in pair[0]],
        "branch": [pair for pair in stands if "/" in pair[0]],
    }

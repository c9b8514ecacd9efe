"""The state of a search is its address: reading it and writing others beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote_plus

from django.http import HttpRequest
from django.utils.translation import get_language

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import PER_PAGE, Order, Wish
from shanyraq.platform.search.documents import PUBLIC

MOST_PAGES: Final = 50_000
MOST_CHOSEN: Final = 20
LONGEST_VALUE: Final = 300
FACET_KEYS: Final = {"kind": "kinds", "language": "languages", "place": "places", "period": "periods"}


def audiences_of(user: Any) -> frozenset[str]:
    """The groups that a person belongs to: everybody, the signed-in, staff, and Django's groups."""
    if not user.is_authenticated:
        return frozenset({PUBLIC})
    groups = (f"group:{number}" for number in user.groups.values_list("pk", flat=True))
    return frozenset({PUBLIC, "signed-in", *(["staff"] if user.is_staff else []), *groups})


def wish_of(request: HttpRequest) -> Wish:
    """The wish in the address of *request*; what is malformed is passed over."""
    query = request.GET
    code = get_language() or DEFAULT
    return Wish(
        words=cleaned(query.get("q", "")),
        language=code if code in LANGUAGES else DEFAULT,
        first_day=_day(query.get("from", "")),
        last_day=_day(query.get("to", "")),
        order=_order(query.get("sort", "")),
        offset=(page_number(query.get("page", "")) - 1) * PER_PAGE,
        audiences=audiences_of(request.user),
        kinds=values_of(query.getlist("kind")),
        languages=values_of(query.getlist("language")),
        places=values_of(query.getlist("place")),
        periods=values_of(query.getlist("period")),
    )


def page_number(text: str) -> int:
    """The number of a page in an address; 1 for anything else."""
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def query_of(wish: Wish, **changes: Any) -> str:
    """The query of the address of a wish with some parts changed, from its first page on: ``?q=…``."""
    return _joined(_parts(replace(wish, **changes) if changes else wish))


class Toggles:
    """The queries of the addresses with one more value of a facet chosen, or one less."""

    def __init__(self, wish: Wish, key: str) -> None:
        self._key = key
        self.chosen: tuple[str, ...] = getattr(wish, FACET_KEYS[key])
        self._parts = _parts(wish)

    def of(self, value: str) -> str:
        """With *value* chosen, or no longer."""
        some = self.chosen
        values = tuple(each for each in some if each != value) if value in some else (*some, value)
        return _joined(self._parts | {self._key: _values(self._key, values)})


def _parts(wish: Wish) -> dict[str, str]:
    """The parts of a query in their order, empty where nothing is asked for."""
    days = {"from": wish.first_day, "to": wish.last_day}
    return {
        "q": _values("q", (wish.words,) if wish.words else ()),
        **{key: _values(key, getattr(wish, name)) for key, name in FACET_KEYS.items()},
        **{key: f"{key}={day.isoformat()}" if day else "" for key, day in days.items()},
        "sort": f"sort={wish.order.value}" if wish.order is not Order.BEST else "",
    }


def _values(key: str, values: Iterable[str]) -> str:
    return "&".join([f"{key}={_quoted(value)}" for value in values])


_quoted = lru_cache(maxsize=2_000)(quote_plus)


def _joined(parts: dict[str, str]) -> str:
    return f"?{'&'.join(filter(None, parts.values()))}"


def values_of(given: Iterable[str]) -> tuple[str, ...]:
    """The usable values of a facet among those given, each once, at most ``MOST_CHOSEN``."""
    kept = (value for value in given if 0 < len(value) <= LONGEST_VALUE and "\x00" not in value)
    return tuple(dict.fromkeys(kept))[:MOST_CHOSEN]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _order(text: str) -> Order:
    return Order(text) if text in set(Order) else Order.BEST

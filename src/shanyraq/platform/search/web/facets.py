"""Facets as a reader sees them: names, counts and the address that chooses each value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from shanyraq.design.drawing import blank
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.documents import kind_label
from shanyraq.platform.search.web.addresses import FACET_KEYS, Toggles, query_of

TITLES: dict[str, Any] = {
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language of the text"),
    "place": gettext_lazy("Place"),
    "period": gettext_lazy("Period"),
}
SHOWN_AT_ONCE = 8
"""Values of a facet that are seen without opening more of them."""
_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN_LANGUAGES = frozenset({"kk", "ru", "es"})


@dataclass(frozen=True, slots=True)
class Value:
    """A value with how many results it has; ``href`` chooses it, or takes the choice back."""

    label: str
    count: int
    href: str
    is_chosen: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet; ``all_href`` takes all choices in it back."""

    key: str
    title: str
    values: tuple[Value, ...]
    all_href: str

    @property
    def first(self) -> tuple[Value, ...]:
        """What is seen at once: the values with most results, and those that are chosen."""
        return tuple(
            value for place, value in enumerate(self.values) if place < SHOWN_AT_ONCE or value.is_chosen
        )

    @property
    def others(self) -> tuple[Value, ...]:
        """What is seen on demand."""
        return tuple(value for value in self.values[SHOWN_AT_ONCE:] if not value.is_chosen)

    @property
    def first_html(self) -> SafeString:
        """What is seen at once, as list items."""
        return _items(self.first)

    @property
    def others_html(self) -> SafeString:
        """What is seen on demand, as list items; empty for none."""
        return _items(self.others)

    @property
    def has_choice(self) -> bool:
        """Whether one of its values is chosen."""
        return any(value.is_chosen for value in self.values)


def _items(values: Iterable[Value]) -> SafeString:
    items = []
    for (is_chosen, lang), some in groupby(values, lambda value: (value.is_chosen, value.lang)):
        item = blank("search/facet_value.html", "href", "label", "count", is_chosen=is_chosen, lang=lang)
        items += [item(value.href, value.label, localize(value.count)) for value in some]
    return SafeString("".join(items))  # every part is safe


def facets_of(wish: Wish, counted: dict[str, list[tuple[str, int]]]) -> list[Facet]:
    """The facets that let the reader choose: those with two values or a choice."""
    found = []
    for key, title in TITLES.items():
        counts = dict(counted.get(key, ()))
        counts |= {value: 0 for value in wish.chosen[key] if value not in counts}
        if len(counts) < 2 and not wish.chosen[key]:
            continue
        pairs = sorted(counts.items(), key=_period_order) if key == "period" else list(counts.items())
        toggles = Toggles(wish, key)
        values = tuple(_value(key, pair, toggles) for pair in pairs)
        found.append(Facet(key, str(title), values, query_of(wish, **{FACET_KEYS[key]: ()})))
    return found


def label_of(key: str, value: str) -> str:
    """What readers call a value."""
    if key == "kind":
        return str(kind_label(value) or value)
    if key == "language" and value in LANGUAGES:
        return LANGUAGES[value].own_name
    if key == "period":
        return century_name(value)
    return value


def century_name(code: str) -> str:
    """``c19`` as a century in the language in force; a code of another form as it is."""
    digits = code.removeprefix("c").removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits) < 40:
        return code
    names = {"number": _numeral(int(digits), get_language() or DEFAULT)}
    return _("%(number)s century BC") % names if code.startswith("c-") else _("%(number)s century") % names


def _numeral(number: int, language: str) -> str:
    """The number of a century as the language writes it: XIX, 19th, XIXe, 19."""
    roman = _TENS[number // 10] + _ONES[number % 10]
    if language == "en":
        ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    if language == "fr":
        return f"{roman}er" if number == 1 else f"{roman}e"
    return roman if language in _ROMAN_LANGUAGES else str(number)


def _value(key: str, pair: tuple[str, int], toggles: Toggles) -> Value:
    value, count = pair
    lang = LANGUAGES[value].bcp47 if key == "language" and value in LANGUAGES else ""
    return Value(label_of(key, value), count, toggles.of(value), value in toggles.chosen, lang)


def _period_order(pair: tuple[str, int]) -> int:
    number = pair[0].removeprefix("c")
    return int(number) if number.removeprefix("-").isdigit() else 0

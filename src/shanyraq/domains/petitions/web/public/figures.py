"""The curve and the map of a petition as HTML, drawn once for each state of their numbers.

A petition is asked for far more often than its hours and regions change, and both figures follow from those
numbers and the language alone: what is kept is found by the numbers themselves, so it is never old.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Final

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shanyraq.domains.petitions.models import RegionRelease
from shanyraq.domains.petitions.queries.curve import Curve, Interval
from shanyraq.domains.petitions.queries.regions import RegionNumber, region_numbers
from shanyraq.domains.petitions.web.public.drawings import curve_drawing, region_map
from shanyraq.domains.petitions.web.public.number_words import curve_rows

DAYS_SHOWN: Final = 400
"""Rows of the curve's table; a collection lasts half a year."""
MOST_KEPT: Final = 256
"""Of each; about 15 kB a figure and language."""


def curve_figure(public_id: str, curve: Curve) -> SafeString:
    """The curve with its table; empty where there is nothing to draw."""
    return _curve(get_language(), public_id, tuple(curve.intervals), is_hourly=curve.is_hourly)


def region_figure(release: RegionRelease | None) -> SafeString:
    """The map with its table, or what is said before the first release."""
    return _regions(get_language(), release.at if release else None, tuple(region_numbers(release)))


@lru_cache(maxsize=MOST_KEPT)
def _curve(
    _language: str | None, public_id: str, intervals: tuple[Interval, ...], *, is_hourly: bool
) -> SafeString:
    curve = Curve(is_hourly, list(intervals))
    values = {
        "public_id": public_id,
        "curve": curve,
        "drawing": curve_drawing(curve),
        "rows": curve_rows(curve, most=DAYS_SHOWN),
    }
    return _drawn("curve", values)


@lru_cache(maxsize=MOST_KEPT)
def _regions(_language: str | None, at: dt.datetime | None, numbers: tuple[RegionNumber, ...]) -> SafeString:
    return _drawn("map", {"at": at, "map": region_map(list(numbers))})


def _drawn(part: str, values: dict[str, Any]) -> SafeString:
    template = get_template(f"petitions/public/parts/{part}.html")
    return mark_safe(template.render(values))  # noqa: S308 - escaped by the engine

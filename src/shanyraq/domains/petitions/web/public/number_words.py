"""Numbers and moments of tables and drawings in words: hundreds on a page, so each is put together once.

A word follows from the number or moment and the language alone, so what a process keeps is right for ever.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from shanyraq.domains.petitions.queries.curve import Curve

MOST_KEPT: Final = 8192
"""About 150 bytes each."""


@dataclass(frozen=True, slots=True)
class CurveRow:
    """An hour or a day and its signatures, as the table under the curve says them."""

    moment: str
    signed: str


def number_words(number: int) -> str:
    """The number with its thousands apart, as the language in force writes it."""
    return _number(number, get_language())


def moment_words(moment: dt.datetime, form: str) -> str:
    """The moment in the time zone of the house, in a *form* of the language in force: ``DATE_FORMAT`` …"""
    return _moment(timezone.localtime(moment), form, get_language())


def curve_rows(curve: Curve, *, most: int) -> list[CurveRow]:
    """The last intervals that have signatures, at most so many."""
    form = "DATETIME_FORMAT" if curve.is_hourly else "DATE_FORMAT"
    filled = [each for each in curve.intervals if each.signed][-most:]
    return [CurveRow(moment_words(each.begins_at, form), number_words(each.signed)) for each in filled]


@lru_cache(maxsize=MOST_KEPT)
def _number(number: int, _language: str | None) -> str:
    return str(intcomma(number))


@lru_cache(maxsize=MOST_KEPT)
def _moment(moment: dt.datetime, form: str, _language: str | None) -> str:
    return str(date_format(moment, form))

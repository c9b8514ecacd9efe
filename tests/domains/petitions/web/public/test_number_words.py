"""Numbers and moments of tables in words: each language its own, the time zone of the house."""

import datetime as dt

from django.utils import translation

from shanyraq.domains.petitions.queries.curve import Curve, Interval
from shanyraq.domains.petitions.web.public.number_words import (
    CurveRow,
    curve_rows,
    moment_words,
    number_words,
)

MIDNIGHT = dt.datetime(2026, 3, 21, 19, tzinfo=dt.UTC)
"""The beginning of 22 March in Almaty."""


def test_number_is_written_as_each_language_does() -> None:
    written = {}
    for language in ("en", "kk", "en"):
        with translation.override(language):
            written[language] = number_words(1234567)
    assert written["en"] == "1,234,567"
    assert written["kk"] != written["en"]


def test_moment_is_the_houses_own_and_speaks_the_language_in_force() -> None:
    with translation.override("en"):
        in_english = moment_words(MIDNIGHT, "DATE_FORMAT")
    with translation.override("ru"):
        in_russian = moment_words(MIDNIGHT, "DATE_FORMAT")
    assert "22" in in_english
    assert "22" in in_russian
    assert in_english != in_russian


def test_rows_are_the_last_intervals_that_have_signatures() -> None:
    signed = (5, 0, 1200, 7)
    days = [Interval(MIDNIGHT + dt.timedelta(days=place), number) for place, number in enumerate(signed)]
    with translation.override("en"):
        rows = curve_rows(Curve(False, days), most=2)
        third, fourth = (moment_words(days[place].begins_at, "DATE_FORMAT") for place in (2, 3))
    assert rows == [CurveRow(third, "1,200"), CurveRow(fourth, "7")]


def test_hours_are_told_with_their_time() -> None:
    with translation.override("en"):
        (row,) = curve_rows(Curve(True, [Interval(MIDNIGHT, 3)]), most=9)
        assert row.moment == moment_words(MIDNIGHT, "DATETIME_FORMAT")
        assert row.moment != moment_words(MIDNIGHT, "DATE_FORMAT")

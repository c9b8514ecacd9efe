"""Seasons, opening hours, accessibility, partial dates and measures in words."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.place_words import (
    degrees,
    ease_of,
    exceptional_days,
    hectares,
    kilometres,
    partial_date_words,
    season_words,
    week,
)

pytestmark = pytest.mark.django_db  # a page of no tree asks for its locale


def _hours(weekday: int, opens: int, closes: int) -> models.OpeningHours:
    return models.OpeningHours(weekday=weekday, opens=time(opens), closes=time(closes))


def test_season_words_name_one_month_once() -> None:
    assert season_words(5, 9) == "May – September"
    assert season_words(5, 5) == "May"
    assert season_words(None, None) == ""


def test_week_has_seven_days_with_breaks_and_closed_days() -> None:
    with translation.override("ru"):
        days = week([_hours(0, 10, 13), _hours(0, 14, 18), _hours(6, 11, 17)])
    assert [day.spans for day in days] == [
        ["10:00–13:00", "14:00–18:00"],
        [],
        [],
        [],
        [],
        [],
        ["11:00–17:00"],
    ]


def test_week_marks_today_by_the_clock_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    sunday_evening = datetime(2027, 3, 21, 20, tzinfo=UTC)  # already Monday in Astana
    monkeypatch.setattr(timezone, "now", lambda: sunday_evening)
    assert [day.is_today for day in week([_hours(0, 10, 18)])] == [True] + [False] * 6


def test_week_is_empty_without_known_hours() -> None:
    assert week([]) == []


def test_exceptional_days_say_closed_by_an_empty_span() -> None:
    closed = models.OpeningException(
        first_date=date(2027, 1, 1), last_date=date(2027, 1, 2), reason="holiday"
    )
    short = models.OpeningException(
        first_date=date(2027, 1, 7), opens=time(10), closes=time(14), reason="event"
    )
    with translation.override("ru"):
        first, second = exceptional_days([closed, short])
    assert first.days == "1 января 2027 г. – 2 января 2027 г."
    assert (first.span, second.span) == ("", "10:00–14:00")
    assert second.days == "7 января 2027 г."


def test_ease_of_an_event_falls_back_to_its_venue() -> None:
    event = models.EventPage(step_free="no")
    venue = models.PlacePage(step_free="yes", hearing_loop="partly")
    assert [each.state for each in ease_of(event, venue)] == ["no", "unknown", "partly", "unknown"]
    assert [each.state for each in ease_of(event)] == ["no", "unknown", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("1845", "1845"), ("1845-08", "август 1845 г."), ("1845-08-10", "10 августа 1845 г."), ("870", "870")],
)
def test_partial_date_words_are_as_exact_as_the_date(text: str, words: str) -> None:
    with translation.override("ru"):
        assert partial_date_words(text).lower() == words


def test_measures_are_grouped_and_without_needless_zeros() -> None:
    assert kilometres(5360.4) == "5,360 km"
    assert hectares(Decimal("2306.383")) == "2,306.383 ha"
    assert hectares(Decimal("1200.000")) == "1,200 ha"
    assert degrees(Decimal("43.30000")) == "43.3"
    assert degrees(Decimal("50.00000")) == "50"

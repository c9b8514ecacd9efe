"""Dates, recurrences and prices of events in words."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.event_words import (
    moment_words,
    occurrence_words,
    price_words,
    recurrence_words,
    weekday_words,
)
from shanyraq.surfaces.portal.queries.events import Occurrence

pytestmark = pytest.mark.django_db  # a page of no tree asks for its locale

MORNING = datetime(2027, 3, 21, 5, 0, tzinfo=UTC)
NOON = datetime(2027, 3, 21, 7, 0, tzinfo=UTC)
NEXT_DAY = datetime(2027, 3, 22, 7, 0, tzinfo=UTC)
ANY_EVENT: Any = SimpleNamespace(pk=1)


def test_moment_words_are_in_the_time_zone_of_the_house_and_the_form_of_the_language() -> None:
    with translation.override("kk"):
        assert moment_words(MORNING).endswith("10:00")
        assert moment_words(MORNING).startswith("2027 ж. 21 наурыз")


def test_occurrence_words_say_one_day_once() -> None:
    with translation.override("ru"):
        words = occurrence_words(Occurrence(ANY_EVENT, MORNING, NOON))
    assert words.count("2027") == 1
    assert words.endswith("10:00–12:00")


def test_occurrence_words_say_both_days_of_a_longer_event() -> None:
    assert occurrence_words(Occurrence(ANY_EVENT, MORNING, NEXT_DAY)).count("2027") == 2


def test_occurrence_words_without_an_end_say_the_start() -> None:
    assert occurrence_words(Occurrence(ANY_EVENT, MORNING, None)) == moment_words(MORNING)


def test_weekday_words_are_of_the_local_day() -> None:
    assert weekday_words(datetime(2027, 3, 21, 23, 0, tzinfo=UTC)) == "Monday"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=YEARLY", "Every year"),
        ("FREQ=DAILY;INTERVAL=2", "Every 2 days"),
        ("FREQ=MONTHLY;COUNT=3", "Every month, 3 times"),
        ("freq=weekly;byday=sa,su", "Every week: Saturday, Sunday"),
        ("FREQ=MONTHLY;BYDAY=1SA", "Every month"),
    ],
)
def test_recurrence_words(rule: str, words: str) -> None:
    assert recurrence_words(rule) == words


def test_recurrence_words_name_the_last_day() -> None:
    words = recurrence_words("FREQ=WEEKLY;BYDAY=SA;UNTIL=20270529T235959")
    assert words.startswith("Every week: Saturday, until ")
    assert "29" in words


@pytest.mark.parametrize(
    ("kind", "least", "most", "words"),
    [
        ("free", None, None, "Free"),
        ("unknown", None, None, "Not known"),
        ("paid", None, None, "Paid"),
        ("paid", 2000, 5000, "2,000–5,000 tenge"),
        ("paid", 2000, 2000, "2,000 tenge"),
        ("paid", 2000, None, "from 2,000 tenge"),
        ("paid", None, 500, "500 tenge"),
    ],
)
def test_price_words(kind: str, least: int | None, most: int | None, words: str) -> None:
    event = models.EventPage(price_kind=kind, price_from=least, price_to=most, currency="KZT")
    assert price_words(event) == words

"""Events in time."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from shanyraq.surfaces.portal.models import EventPage
from shanyraq.surfaces.portal.queries import calendars, events
from tests.factories.portal import (
    EventPageFactory,
    PlacePageFactory,
    SectionPageFactory,
    in_language,
    translate,
)

pytestmark = pytest.mark.django_db
SINCE, UNTIL = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)


def starts(event: EventPage, since: datetime = SINCE, until: datetime = UNTIL) -> list[str]:
    return [f"{each.start:%Y-%m-%dT%H:%M%z}" for each in events.occurrences_of(event, since, until)]


def test_single_event_happens_once() -> None:
    event = EventPage(start=datetime(2027, 3, 21, 5, tzinfo=UTC))

    assert starts(event) == ["2027-03-21T10:00+0500"]
    assert starts(event, UNTIL, UNTIL.replace(year=2028)) == []


def test_repeated_event_keeps_its_clock_time() -> None:
    event = EventPage(start=datetime(2020, 3, 7, 6, tzinfo=UTC), recurrence="FREQ=WEEKLY;BYDAY=SA")

    # in 2020 the clock of Almaty was six hours ahead, now it is five
    assert starts(event) == [f"2027-03-{day:02}T12:00+0500" for day in (6, 13, 20, 27)]


def test_event_going_on_at_the_edge_is_counted() -> None:
    event = EventPage(
        start=datetime(2027, 2, 27, 5, tzinfo=UTC),
        end=datetime(2027, 3, 2, 5, tzinfo=UTC),
        recurrence="FREQ=YEARLY",
    )

    assert starts(event) == ["2027-02-27T10:00+0500"]


def test_endless_daily_event_is_bounded() -> None:
    event = EventPage(start=datetime(2020, 1, 1, tzinfo=UTC), recurrence="FREQ=DAILY")

    assert len(starts(event, SINCE, SINCE.replace(year=2037))) == events.MOST


@pytest.mark.parametrize("month", ["2027-03", "2027-13", "x", "", "2027-03-01", "٢٠٢٧-٠٣"])
def test_month_that_is_none_is_the_present_one(month: str) -> None:
    today = date(2026, 11, 23)

    assert calendars.month_asked({"month": month}, today) == (
        date(2027, 3, 1) if month == "2027-03" else date(2026, 11, 1)
    )


@pytest.fixture
def listing(home: Any) -> Any:
    return SectionPageFactory(parent=home, slug="events", listing="events")


def test_month_shows_an_event_on_each_of_its_days(listing: Any) -> None:
    end = datetime(2027, 3, 22, 19, tzinfo=UTC)
    EventPageFactory(parent=listing, end=end)
    month = calendars.month_of(in_language(listing, "tr"), date(2027, 3, 1))
    days = [day.date.day for week in month.weeks for day in week if day.occurrences and day.in_month]

    assert days == [21, 22]
    assert (month.previous, month.next) == (date(2027, 2, 1), date(2027, 4, 1))


def test_venue_is_shown_in_the_language_of_the_reader(listing: Any, home: Any) -> None:
    places = SectionPageFactory(parent=home, slug="places", listing="places")
    place = PlacePageFactory(parent=places, title="Мұражай", slug="museum")
    event = EventPageFactory(parent=listing, venue=place, start=timezone.now().replace(microsecond=0))
    translate(place, "en", title="Museum")

    assert events.event_context(in_language(event, "fr"))["venue"].title == "Museum"
    assert [each.event.pk for each in events.at_place(in_language(place, "fr"))] == []
    assert events.event_context(in_language(event, "ru"))["venue"].title == "Мұражай"

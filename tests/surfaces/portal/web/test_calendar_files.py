"""Calendar files are read by the reader's own calendar."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

pytestmark = pytest.mark.usefixtures("kept_home")


def _events(client: Client, address: str) -> list[Any]:
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_event_file_keeps_recurrence_place_and_local_time(client: Client, event: Any) -> None:
    (found,) = _events(client, "/kk/calendar/nauryz.ics")
    assert str(found["summary"]) == "Наурыз"
    assert found["rrule"]["FREQ"] == ["YEARLY"]
    assert found.decoded("dtstart").isoformat() == "2027-03-21T10:00:00+05:00"
    assert str(found["location"]) == "Отырар, Түркістан облысы"


def test_all_events_are_one_calendar_to_subscribe_to(client: Client, event: Any) -> None:
    (found,) = _events(client, "/ar/calendar/events.ics")
    assert found["summary"].params["LANGUAGE"] == "kk"


def test_calendar_of_an_unknown_event_is_not_found(client: Client, event: Any) -> None:
    assert client.get("/kk/calendar/unknown.ics").status_code == 404

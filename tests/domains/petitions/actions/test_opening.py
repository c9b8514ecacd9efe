"""The opening begins with its term, a key and a count of zero."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.opening import begin_opening
from shanyraq.domains.petitions.rules.terms import end_of_day
from tests.domains.petitions import public_scene as scene
from tests.factories.petitions import AT

pytestmark = pytest.mark.django_db


def test_signatures_are_taken_until_the_end_of_the_last_working_day() -> None:
    petition = scene.petition("moderation", ended_at=AT)
    begin_opening(petition, AT)
    petition.refresh_from_db()
    assert petition.due_date == dt.date(2026, 9, 29)
    assert petition.signing_ends_at == end_of_day(petition.due_date)
    assert (petition.admitted_at, petition.ended_at) == (AT, None)
    assert (petition.count.valid, bool(petition.key.sealed)) == (0, True)


def test_a_petition_without_rules_cannot_open() -> None:
    with pytest.raises(ValueError, match="never submitted"):
        begin_opening(scene.petition("draft", edition=None), AT)

"""Terms begin and end; a petition ends once, and its signing with it."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.steps import begin_term, end, end_term, read_anew
from shanyraq.domains.petitions.models import Petition
from shanyraq.kernel.errors import Refusal
from tests.domains.petitions import public_scene as scene
from tests.factories.petitions import AT

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def test_a_term_has_a_last_day_until_it_is_ended() -> None:
    petition = scene.petition("moderation")
    begin_term(petition, AT, 3)
    petition.refresh_from_db()
    assert petition.due_date == dt.date(2026, 9, 4)
    end_term(petition)
    petition.refresh_from_db()
    assert (petition.due_date, petition.is_due_provisional) == (None, False)


@pytest.mark.parametrize(("signing_ends_at", "ended"), [(AT + HOUR, AT), (AT - HOUR, AT - HOUR), (None, AT)])
def test_an_end_takes_no_signatures_and_never_lengthens_their_time(
    signing_ends_at: dt.datetime | None, ended: dt.datetime
) -> None:
    petition = scene.petition("collecting", signing_ends_at=signing_ends_at, due_date=AT.date())
    end(petition, AT, ends_signing=True)
    petition.refresh_from_db()
    assert (petition.ended_at, petition.signing_ends_at, petition.due_date) == (AT, ended, None)


def test_an_end_without_signing_leaves_its_time_alone() -> None:
    petition = scene.petition("correction", signing_ends_at=None)
    end(petition, AT)
    assert petition.signing_ends_at is None


def test_what_another_wrote_is_read_and_what_is_gone_is_refused() -> None:
    petition = scene.petition("moderation")
    Petition.objects.update(title="Басқа атау")
    read_anew(petition)
    assert petition.title == "Басқа атау"
    Petition.objects.all().delete()
    with pytest.raises(Refusal) as refused:
        read_anew(petition)
    assert refused.value.code == "gone"

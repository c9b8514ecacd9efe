"""Moderation decides by items of the petition's own rules, and each decision starts the next clock."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.moderation import (
    LONGEST_NOTE,
    add_note,
    admit,
    refuse,
    request_correction,
)
from shanyraq.domains.petitions.models import Edition, Ground, ModerationNote, PetitionKey, Verdict
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory
from tests.factories.petitions import AT, Hands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
DAY = dt.date
DECISIONS = (refuse, request_correction)


def code_of(call, **values) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        call(**values)
    return refused.value.code, refused.value.field


def finding(petition, **values) -> dict:
    given = {"ground": people.ground(), "explanation": "Тыйым салынған.", "actor": people.moderator()}
    return {"petition": petition, "at": AT, **given, **values}


def test_admission_opens_the_link_until_the_end_of_the_last_day(hands: Hands) -> None:
    petition = people.submitted()
    at = hands.turn(days=2)
    admit(petition=petition, actor=people.moderator(), at=at)
    petition.refresh_from_db()
    assert (petition.state, petition.admitted_at, petition.opened_at) == ("opening", at, None)
    assert petition.due_date == DAY(2026, 10, 1)
    assert petition.signing_ends_at == dt.datetime.fromisoformat("2026-10-01T23:59:59.999999+05:00")
    assert petition.count.valid == 0
    assert PetitionKey.objects.filter(petition=petition).exists()


def test_a_correction_names_an_item_and_has_its_term() -> None:
    petition = people.submitted()
    verdict = request_correction(**finding(petition))
    petition.refresh_from_db()
    assert (petition.state, petition.due_date, petition.ended_at) == ("correction", DAY(2026, 9, 15), None)
    assert (verdict.kind, verdict.ground, verdict.explanation) == (
        "correction",
        people.ground(),
        "Тыйым салынған.",
    )
    record = history(petition).last()
    assert record.data == {"edition": "test-2024", "item": "3"}
    assert record.reason == "Тыйым салынған."


def test_a_refusal_ends_the_petition_unless_it_is_appealed_against() -> None:
    petition = people.submitted()
    verdict = refuse(**finding(petition))
    petition.refresh_from_db()
    assert (petition.state, petition.due_date, petition.ended_at) == ("refused", DAY(2026, 9, 15), AT)
    assert verdict.kind == "refusal"


@pytest.mark.parametrize("decide", DECISIONS)
def test_an_item_of_another_edition_is_refused(decide) -> None:
    petition = people.submitted()
    other = Edition.objects.get(pk=petition.edition_id)
    other.pk, other.code, other.in_force_date = None, "other", DAY(2029, 1, 1)
    other.save()
    ground = Ground.objects.create(edition=other, item="3", title={"en": "x"}, article="90-1")
    assert code_of(decide, **finding(petition, ground=ground)) == ("ground", "ground")
    assert (petition.state, Verdict.objects.count()) == ("moderation", 0)


@pytest.mark.parametrize("decide", DECISIONS)
def test_a_finding_is_explained(decide) -> None:
    petition = people.submitted()
    assert code_of(decide, **finding(petition, explanation=" \n")) == ("incomplete", "explanation")
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("decide", DECISIONS)
def test_who_may_not_decide_leaves_no_finding(decide) -> None:
    petition = people.submitted()
    petition.user.user_permissions.set(people.moderator().user_permissions.all())
    initiator = type(petition.user).objects.get(pk=petition.user.pk)
    for actor in (UserFactory(), initiator):
        assert code_of(decide, **finding(petition, actor=actor)) == ("not_allowed", None)
        assert code_of(admit, petition=petition, actor=actor, at=AT) == ("not_allowed", None)
    assert not Verdict.objects.exists()


def test_of_two_moderators_the_first_decides() -> None:
    petition = people.submitted()
    copy = type(petition).objects.get(pk=petition.pk)
    admit(petition=petition, actor=people.moderator(), at=AT)
    assert code_of(refuse, **finding(copy)) == ("wrong_state", None)
    assert not Verdict.objects.exists()


def test_notes_are_for_moderators_alone() -> None:
    petition = people.submitted()
    moderator = people.moderator()
    note = add_note(petition=petition, text=" Қараңыз. ", actor=moderator, at=AT)
    assert (note.text, note.user, note.at) == ("Қараңыз.", moderator, AT)
    values = {"petition": petition, "at": AT}
    assert code_of(add_note, text="x", actor=UserFactory(), **values) == ("not_allowed", None)
    assert code_of(add_note, text="x", actor=petition.user, **values) == ("not_allowed", None)
    assert code_of(add_note, text="\x00 ", actor=moderator, **values) == ("incomplete", "text")
    too_long = "x" * (LONGEST_NOTE + 1)
    assert code_of(add_note, text=too_long, actor=moderator, **values) == ("too_long", "text")
    assert ModerationNote.objects.count() == 1


def test_a_decision_on_another_text_than_the_one_that_was_read_is_refused() -> None:
    petition = people.submitted()
    read = {"seen_version": petition.version + 1}
    assert (
        code_of(admit, petition=petition, actor=people.moderator(), at=AT, **read)[0] == "changed_elsewhere"
    )
    for decide in DECISIONS:
        assert code_of(decide, **finding(petition, **read))[0] == "changed_elsewhere"
    petition.refresh_from_db()
    assert petition.state == "moderation"
    assert not Verdict.objects.exists()
    admit(petition=petition, actor=people.moderator(), at=AT, seen_version=petition.version)
    assert petition.state == "opening"

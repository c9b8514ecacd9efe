"""Submission pins the rules of its day, keeps the exact text, and starts the clock of moderation."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.drafts import create_draft, save_draft
from shanyraq.domains.petitions.actions.moderation import request_correction
from shanyraq.domains.petitions.actions.submission import (
    resubmit_petition,
    submit_petition,
    withdraw_petition,
)
from shanyraq.domains.petitions.models import Body, Edition, Petition, TextVersion
from shanyraq.domains.petitions.rules.canonical_text import text_hash, texts_of
from shanyraq.kernel.clock import calendar
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import IINS, UserFactory
from tests.factories.petitions import AT, Hands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
DAY = dt.date


def code_of(call, **values) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        call(**values)
    return refused.value.code, refused.value.field


def later_edition() -> Edition:
    found = Edition.objects.get(pk=people.edition().pk)
    found.pk, found.code, found.in_force_date = None, "test-2026", DAY(2026, 9, 2)
    found.moderation_days = 5
    found.save()
    found.thresholds.create(body_kind="central", territory_kind="country", signatures=60_000)
    return found


def test_submission_pins_edition_threshold_and_calendar() -> None:
    later_edition()
    petition = people.submitted()
    petition.refresh_from_db()
    assert petition.state == "moderation"
    assert petition.edition == people.edition()
    assert (petition.threshold, petition.calendar_version) == (50_000, calendar().version)
    assert (petition.submitted_at, petition.version) == (AT, 1)
    # twenty working days after Tuesday, 1 September
    assert petition.due_date == DAY(2026, 9, 29)
    assert petition.is_due_provisional is calendar().is_provisional(DAY(2026, 9, 1), DAY(2026, 9, 29))


def test_the_edition_is_that_in_force_on_the_day_in_kazakhstan() -> None:
    later = later_edition()
    petition = people.submitted(at=dt.datetime(2026, 9, 1, 19, 0, tzinfo=dt.UTC))
    assert (petition.edition, petition.threshold) == (later, 60_000)


def test_submission_is_signed_with_the_confirmed_identity() -> None:
    petition = people.submitted()
    assert petition.initiator == petition.user.person
    assert petition.initiator_name == "Сыналыева Айгүл"


def test_without_a_confirmed_identity_nothing_is_submitted() -> None:
    people.edition()
    petition = people.draft(UserFactory())
    assert code_of(submit_petition, petition=petition, actor=petition.user, at=AT)[0] == "identity_needed"
    petition.refresh_from_db()
    assert (petition.state, petition.edition, TextVersion.objects.count()) == ("draft", None, 0)


def test_somebody_else_does_not_submit() -> None:
    people.edition()
    petition = people.draft()
    other = people.initiator(IINS[1])
    assert code_of(submit_petition, petition=petition, actor=other, at=AT) == ("not_allowed", None)
    petition.refresh_from_db()
    assert petition.initiator is None


def test_the_exact_text_is_kept_as_version_one() -> None:
    petition = people.submitted()
    version = petition.versions.get()
    assert (version.number, version.at, version.reason) == (1, AT, "")
    assert version.texts == texts_of(petition)
    assert version.text_hash == petition.text_hash == text_hash(version.texts)
    record = history(petition).get()
    assert record.data == {
        "edition": "test-2024",
        "threshold": 50_000,
        "version": 1,
        "text_hash": petition.text_hash,
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"body": None}, "body"),
        ({"topic": None}, "topic"),
        ({"title": "Қысқа"}, "title"),
        ({"substance": "Қысқа"}, "substance"),
        ({"arguments": ""}, "arguments"),
        ({"proposals": []}, "proposals"),
    ],
)
def test_an_incomplete_petition_is_refused_with_its_field(values: dict, field: str) -> None:
    people.edition()
    petition = people.draft(**values)
    call = {"petition": petition, "actor": petition.user, "at": AT}
    assert code_of(submit_petition, **call) == ("incomplete", field)


def test_a_body_without_a_threshold_is_refused() -> None:
    people.edition()
    name = {"kk": "Ә", "ru": "А", "en": "A"}
    akimat = Body.objects.create(slug="a", kind="akimat", name=name, territory=people.region(None))
    petition = people.draft(body=akimat)
    call = {"petition": petition, "actor": petition.user, "at": AT}
    assert code_of(submit_petition, **call) == ("no_threshold", "body")
    assert Petition.objects.get().state == "draft"


def test_before_any_rules_are_in_force_nothing_is_submitted() -> None:
    edition = people.edition()
    edition.in_force_date = DAY(2030, 1, 1)
    edition.save()
    petition = people.draft()
    call = {"petition": petition, "actor": petition.user, "at": AT}
    assert code_of(submit_petition, **call) == ("no_edition", None)


def test_a_double_click_submits_once() -> None:
    petition = people.submitted()
    call = {"petition": petition, "actor": petition.user, "at": AT}
    assert code_of(submit_petition, **call) == ("wrong_state", None)
    assert TextVersion.objects.count() == 1


def test_a_correction_is_a_new_version_with_its_reason_and_a_new_term(hands: Hands) -> None:
    petition = people.returned()
    first = petition.text_hash
    at = hands.turn(days=3)
    later_edition()
    save_draft(
        petition=petition,
        texts=people.texts(title="Ауылға үлкен кітапхана керек"),
        actor=petition.user,
        at=at,
    )
    resubmit_petition(petition=petition, actor=petition.user, at=at, reason="Атауы нақтыланды.")
    petition.refresh_from_db()
    assert (petition.state, petition.version, petition.edition) == ("moderation", 2, people.edition())
    assert petition.due_date == DAY(2026, 10, 2)
    versions = list(petition.versions.values_list("number", "text_hash", "reason"))
    assert versions == [(1, first, ""), (2, petition.text_hash, "Атауы нақтыланды.")]
    assert petition.submitted_at == AT


def test_a_corrected_addressee_has_its_own_threshold(hands: Hands) -> None:
    people.edition().thresholds.create(body_kind="akimat", territory_kind="region", per_mille=10)
    petition = people.returned()
    name = {"kk": "Ә", "ru": "А", "en": "A"}
    akimat = Body.objects.create(slug="a", kind="akimat", name=name, territory=people.region(600_000))
    save_draft(petition=petition, texts=people.texts(body=akimat), actor=petition.user, at=hands.at)
    resubmit_petition(petition=petition, actor=petition.user, at=hands.at)
    assert petition.threshold == 6_000


def test_an_unchanged_text_is_not_submitted_again() -> None:
    petition = people.returned()
    call = {"petition": petition, "actor": petition.user, "at": AT}
    assert code_of(resubmit_petition, **call) == ("unchanged", None)
    assert petition.versions.count() == 1


def test_a_draft_that_was_begun_twice_is_two_petitions() -> None:
    user = people.initiator()
    assert create_draft(actor=user, language="kk", at=AT) != create_draft(actor=user, language="kk", at=AT)


def test_withdrawal_ends_the_signing_with_its_reason(hands: Hands) -> None:
    petition = people.admitted()
    at = hands.turn(days=1)
    withdraw_petition(petition=petition, actor=petition.user, reason="Шешілді.", at=at)
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.signing_ends_at) == ("withdrawn", at, at)
    assert petition.due_date is None
    assert history(petition).last().reason == "Шешілді."


def test_withdrawal_before_any_signing_leaves_no_time_of_signing() -> None:
    petition = people.submitted()
    withdraw_petition(petition=petition, actor=petition.user, reason="Шешілді.", at=AT)
    assert (petition.signing_ends_at, petition.ended_at) == (None, AT)


def test_withdrawal_asks_for_a_reason_and_is_not_possible_once_enough_have_signed() -> None:
    petition = people.submitted()
    call = {"petition": petition, "actor": petition.user, "at": AT}
    assert code_of(withdraw_petition, reason=" ", **call)[0] == "reason_required"
    reached = scene.petition("reached", user=petition.user)
    call["petition"] = reached
    assert code_of(withdraw_petition, reason="Шешілді.", **call) == ("wrong_state", None)


def test_a_second_correction_counts_on(hands: Hands) -> None:
    petition = people.returned()
    for number in (2, 3):
        texts = people.texts(title=f"Ауылға кітапхана керек, {number}")
        save_draft(petition=petition, texts=texts, actor=petition.user, at=hands.at)
        resubmit_petition(petition=petition, actor=petition.user, at=hands.at)
        assert petition.version == number
        request_correction(
            petition=petition, ground=people.ground(), explanation="-", actor=people.moderator(), at=hands.at
        )

"""Initiators hear of each step in their language, with the reasons and the day, and once."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.clock import advance
from shanyraq.domains.petitions.actions.hearings import announce_hearing
from shanyraq.domains.petitions.actions.moderation import refuse
from shanyraq.domains.petitions.actions.registration import register_petition
from shanyraq.domains.petitions.actions.submission import submit_petition
from shanyraq.domains.petitions.initiator_letters import LETTERS, tell_initiator
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.platform.notifications.models import Message
from shanyraq.platform.transparency.moves import history
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import newest_letter
from tests.factories.petitions import AT, Hands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
TITLE = "Ауылға кітапхана керек"


def test_every_letter_belongs_to_a_step() -> None:
    names = {move.name for move in WORKFLOW.moves}
    assert set(LETTERS) <= names
    assert names - set(LETTERS) == {"withdraw", "complete"}


def test_submission_tells_until_when_an_answer_comes() -> None:
    petition = people.submitted()
    letter = newest_letter()
    assert letter.recipient == petition.user.email
    assert letter.subject == f"Your petition was submitted: {TITLE}"
    assert "You get an answer by 29 September 2026." in letter.body_text


@pytest.mark.parametrize("make", [people.returned, people.refused])
def test_a_finding_tells_item_reason_and_last_day(make) -> None:
    make()
    text = newest_letter().body_text
    assert "3. On the language (90-1)" in text
    assert "Last day: 15 September 2026." in text
    assert ("Дәлел келтіріңіз." in text) or ("Тыйым салынған." in text)


def test_admission_leads_to_the_secret_link_and_names_the_quorum() -> None:
    petition = people.admitted()
    text = newest_letter().body_text
    assert petition.link_token in text
    assert "50 first supporters" in text


def test_opening_leads_to_the_public_page_without_the_secret() -> None:
    petition = people.admitted()
    people.counted(petition, 50)
    advance(petition, AT)
    letter = newest_letter()
    assert letter.subject == f"Open for signatures: {TITLE}"
    assert petition.link_token not in letter.body_text
    assert f"/petitions/{petition.public_id}/" in letter.body_text
    assert "1 March 2027" in letter.body_text


def test_before_it_is_admitted_letters_lead_to_the_page_of_the_initiator_alone() -> None:
    petition = people.submitted()
    text = newest_letter().body_text
    assert f"/petitions/mine/{petition.public_id}/" in text
    assert petition.link_token not in text


def test_letters_are_in_the_language_of_the_initiator() -> None:
    petition = people.draft(people.initiator(language="ru"))
    people.edition()
    submit_petition(petition=petition, actor=petition.user, at=AT)
    letter = newest_letter()
    assert letter.language == "ru"
    assert petition.title in letter.subject


def test_registration_and_hearing_tell_the_initiator() -> None:
    user = people.initiator()
    petition = scene.petition("reached", number=50_000, user=user)
    officer = people.officer(petition.body)
    register_petition(petition=petition, number="12-{3}", actor=officer, at=AT)
    letter = newest_letter()
    assert (letter.recipient, "12-{3}" in letter.body_text) == (user.email, True)
    announce_hearing(
        petition=petition,
        begins_at=AT + dt.timedelta(days=3),
        place={"kk": "Астана", "ru": "Астана", "en": "Astana, {hall}"},
        actor=officer,
        at=AT,
    )
    assert "Place: Astana, {hall}" in newest_letter().body_text


def test_braces_in_texts_of_people_name_nothing(hands: Hands) -> None:
    petition = people.submitted(title="Кітапхана {due} керек па")
    refuse(
        petition=petition, ground=people.ground(), explanation="{title} {0}", actor=people.moderator(), at=AT
    )
    letter = newest_letter()
    assert letter.subject == "Your petition was refused: Кітапхана {due} керек па"
    assert "{title} {0}" in letter.body_text


def test_a_step_is_told_once_and_nobody_is_told_when_the_account_is_gone() -> None:
    petition = people.submitted()
    record = history(petition).get()
    tell_initiator(petition, record)
    assert Message.objects.count() == 1
    Petition.objects.update(user=None)
    petition = scene.petition("reached", number=50_000)
    register_petition(petition=petition, number="1", actor=people.officer(petition.body), at=AT)
    assert Message.objects.count() == 1

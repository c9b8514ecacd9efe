"""Preview and submission: identity, what is missing, the second time after a correction."""

import time

import pytest
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.actions.moderation import request_correction
from shanyraq.domains.petitions.models import Ground, Petition
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.platform.accounts.web.fresh import SESSION_KEY
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db


def preview(petition: Petition) -> str:
    return f"/en/petitions/write/{petition.public_id}/preview/"


def corrected(petition: Petition) -> None:
    ground = Ground.objects.get(edition=petition.edition)
    moderator = scene.staff("moderate_petition")
    request_correction(
        petition=petition,
        ground=ground,
        explanation="Мекенжайды жазыңыз.",
        actor=moderator,
        at=timezone.now(),
    )


def test_whole_draft_of_a_confirmed_person_is_submitted() -> None:
    scene.rules()
    user = scene.writer()
    draft = scene.draft(user)
    browser = scene.browser(user)
    page = browser.get(preview(draft)).content.decode()
    assert "50,000" in page
    assert "Сыналыева Айгүл" in page
    answer = browser.post(preview(draft))
    assert answer.headers["Location"] == f"/en/petitions/mine/{draft.public_id}/"
    draft.refresh_from_db()
    assert (draft.state, draft.threshold) == (State.MODERATION, 50_000)


def test_who_is_not_confirmed_is_led_to_the_state_and_back() -> None:
    scene.rules()
    user = scene.writer(is_confirmed=False)
    draft = scene.draft(user)
    browser = scene.browser(user)
    page = browser.get(preview(draft)).content.decode()
    assert f'name="next" value="{preview(draft)}"' in page
    assert 'action="/en/accounts/identity/leave/"' in page
    answer = browser.post(preview(draft))
    assert answer.status_code == 422
    assert "Confirm your identity with the state&#x27;s provider first." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_is_missing_is_told_with_links_and_nothing_is_submitted() -> None:
    scene.rules()
    user = scene.writer()
    draft = scene.draft(user, substance="", proposals=(), topic=None)
    browser = scene.browser(user)
    page = browser.get(preview(draft)).content.decode()
    for step, field in (("addressee", "topic"), ("substance", "substance"), ("proposals", "proposals")):
        assert f'href="/en/petitions/write/{draft.public_id}/{step}/#id_{field}"' in page
    assert "Submit the petition" not in page
    assert browser.post(preview(draft)).status_code == 422
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_submission_needs_the_token_of_the_form() -> None:
    scene.rules()
    user = scene.writer()
    draft = scene.draft(user)
    browser = scene.browser(user)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post(preview(draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_correction_is_shown_and_submitted_again_with_its_reason() -> None:
    scene.rules()
    user = scene.writer()
    petition = scene.submitted(user)
    corrected(petition)
    browser = scene.browser(user)
    assert "Мекенжайды жазыңыз." in browser.get(preview(petition)).content.decode()
    answer = browser.post(preview(petition), {"reason": ""})
    assert answer.status_code == 422
    answer = browser.post(preview(petition), {"reason": "Мекенжай қосылды."})
    assert (answer.status_code, "Nothing of the text was changed yet." in answer.content.decode()) == (
        422,
        True,
    )
    assert "Мекенжай қосылды." in answer.content.decode()
    petition.refresh_from_db()
    petition.title = "Ақсу ауылына кітапхана салу керек"
    petition.save()
    assert browser.post(preview(petition), {"reason": "Мекенжай қосылды."}).status_code == 302
    petition.refresh_from_db()
    assert (petition.state, petition.version) == (State.MODERATION, 2)
    assert petition.versions.get(number=2).reason == "Мекенжай қосылды."


def age(browser: Client, hours: int) -> None:
    session = browser.session
    session[SESSION_KEY] = int(time.time()) - hours * 60 * 60
    session.pop("account_authentication_methods", None)
    session.save()


def test_an_old_session_submits_nothing_before_its_owner_has_shown_who_they_are() -> None:
    scene.rules()
    user = scene.writer()
    draft = scene.draft(user)
    browser = scene.browser(user)
    age(browser, 13)
    answer = browser.post(preview(draft))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Confirm that it is you" in page
    assert f'name="next" value="{preview(draft)}"' in page
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    age(browser, 11)
    assert browser.post(preview(draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.MODERATION


def test_what_was_typed_is_there_again_after_one_has_shown_who_one_is() -> None:
    scene.rules()
    user = scene.writer()
    petition = scene.submitted(user)
    corrected(petition)
    browser = scene.browser(user)
    age(browser, 13)
    assert browser.post(preview(petition), {"reason": "Мекенжай қосылды."}).status_code == 422
    age(browser, 0)
    assert "Мекенжай қосылды." in browser.get(preview(petition)).content.decode()

"""One petition before its moderator: a decision is looked at first, is bound to the law, never one's own."""

import pytest
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.actions.submission import withdraw_petition
from shanyraq.domains.petitions.models import Edition, Ground, Petition
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db
REASON = "Екінші бөлім сот шешіміне қатысты. <b>"


@pytest.fixture
def petition() -> Petition:
    scene.rules()
    return scene.submitted(scene.writer())


@pytest.fixture
def moderator() -> Client:
    return scene.browser(scene.staff("moderate_petition"))


def at(petition: Petition, language: str = "en") -> str:
    return f"/{language}/petitions/staff/moderation/{petition.public_id}/"


def finding(part: str, petition: Petition, **values: object) -> dict[str, object]:
    ground = Ground.objects.get(edition=petition.edition)
    given = {"part": part, "version": petition.version, f"{part}-ground": ground.pk}
    return given | {f"{part}-explanation": REASON} | values


@pytest.mark.parametrize(("part", "state"), [("correction", State.CORRECTION), ("refusal", State.REFUSED)])
def test_finding_is_shown_before_it_is_sent(
    moderator: Client, petition: Petition, part: str, state: State
) -> None:
    page = moderator.post(at(petition), finding(part, petition)).content.decode()
    assert "Nothing is sent yet." in page
    assert "Екінші бөлім сот шешіміне қатысты. &lt;b&gt;" in page
    petition.refresh_from_db()
    assert (petition.state, petition.verdicts.count()) == (State.MODERATION, 0)
    answer = moderator.post(at(petition), finding(part, petition, step="send"))
    assert answer.headers["Location"] == "/en/petitions/staff/moderation/"
    petition.refresh_from_db()
    verdict = petition.verdicts.get()
    assert (petition.state, verdict.explanation, verdict.ground.item) == (state, REASON, "3")


@pytest.mark.parametrize("part", ["correction", "refusal"])
def test_finding_without_ground_or_reason_is_refused_and_comes_back(
    moderator: Client, petition: Petition, part: str
) -> None:
    for wrong in ({f"{part}-ground": ""}, {f"{part}-explanation": " "}, {f"{part}-ground": "999999"}):
        answer = moderator.post(at(petition), finding(part, petition, step="send") | wrong)
        assert answer.status_code == 422
    answer = moderator.post(at(petition), finding(part, petition, step="send") | {f"{part}-ground": ""})
    assert "Екінші бөлім" in answer.content.decode()
    petition.refresh_from_db()
    assert petition.state == State.MODERATION


def test_item_of_another_edition_is_refused(moderator: Client, petition: Petition) -> None:
    assert petition.edition is not None
    other = Edition.objects.get(pk=petition.edition_id)
    other.pk, other.code, other.in_force_date = None, "other", public_scene.NOW.date()
    other.save()
    ground = Ground.objects.create(edition=other, item="9", title={"en": "Other"}, article="1")
    form = finding("refusal", petition, step="send") | {"refusal-ground": ground.pk}
    assert moderator.post(at(petition), form).status_code == 422


def test_petition_is_admitted(moderator: Client, petition: Petition) -> None:
    answer = moderator.post(at(petition), {"part": "admit", "version": petition.version})
    assert answer.headers["Location"] == "/en/petitions/staff/moderation/"
    petition.refresh_from_db()
    assert petition.state == State.OPENING


def test_decision_on_an_older_text_is_not_made(moderator: Client, petition: Petition) -> None:
    moderator.post(at(petition), {"part": "admit", "version": petition.version - 1})
    answer = moderator.post(at(petition), finding("refusal", petition, step="send", version="7"))
    assert answer.status_code == 422
    petition.refresh_from_db()
    assert petition.state == State.MODERATION


def test_nobody_moderates_their_own(petition: Petition) -> None:
    assert petition.user is not None
    own = scene.staff("moderate_petition")
    Petition.objects.filter(pk=petition.pk).update(user=own)
    browser = scene.browser(own)
    assert browser.get(at(petition)).status_code == 404
    assert browser.post(at(petition), {"part": "admit", "version": 1}).status_code == 404
    petition.refresh_from_db()
    assert petition.state == State.MODERATION


def test_door_is_closed_to_others(petition: Petition) -> None:
    for name in ("decide_appeal", "review_fraud"):
        assert scene.browser(scene.staff(name)).get(at(petition)).status_code == 403
    assert Client().get(at(petition)).status_code == 302


def test_draft_is_not_found(moderator: Client) -> None:
    scene.rules()
    assert moderator.get(at(scene.draft(scene.writer(number=1)))).status_code == 404


def test_note_is_kept_and_shown_to_moderators_alone(moderator: Client, petition: Petition) -> None:
    assert moderator.post(at(petition), {"part": "note", "note-text": ""}).status_code == 422
    assert moderator.post(at(petition), {"part": "note", "note-text": "Бірге қарайық"}).status_code == 302
    assert "Бірге қарайық" in moderator.get(at(petition)).content.decode()
    assert petition.user is not None
    own = scene.browser(petition.user).get(f"/en/petitions/mine/{petition.public_id}/").content.decode()
    assert "Бірге қарайық" not in own


def test_withdrawn_meanwhile_is_told(moderator: Client, petition: Petition) -> None:
    withdraw_petition(petition=petition, actor=petition.user, reason="Шешілді", at=timezone.now())
    assert moderator.post(at(petition), {"part": "admit", "version": 1}).status_code == 404


def test_unknown_step_is_not_found(moderator: Client, petition: Petition) -> None:
    assert moderator.post(at(petition), {"part": "delete"}).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_speaks_every_language(moderator: Client, petition: Petition, language: str) -> None:
    assert moderator.get(at(petition, language)).status_code == 200
    assert moderator.post(at(petition, language), finding("refusal", petition)).status_code == 200

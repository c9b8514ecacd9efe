"""Appeals: decided by somebody who did not refuse and did not write."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions.actions.appeals import appeal
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db
LIST = "/en/petitions/staff/appeals/"


@pytest.fixture
def both() -> User:
    return scene.staff("moderate_petition", "decide_appeal")


@pytest.fixture
def petition(both: User) -> Petition:
    scene.rules()
    user = scene.writer()
    made = scene.refused(user, both)
    appeal(petition=made, actor=user, reason="Сотта мұндай іс жоқ.", at=timezone.now())
    return made


@pytest.fixture
def officer() -> Client:
    return scene.browser(scene.staff("decide_appeal"))


def at(petition: Petition, language: str = "en") -> str:
    return f"/{language}/petitions/staff/appeals/{petition.public_id}/"


@pytest.mark.parametrize(("part", "state"), [("grant", State.OPENING), ("uphold", State.REFUSAL_UPHELD)])
def test_decision_is_shown_and_sent(officer: Client, petition: Petition, part: str, state: State) -> None:
    page = officer.get(at(petition)).content.decode()
    assert "Сотта мұндай іс жоқ." in page
    assert "Бұл сот ісі." in page
    form = {"part": part, f"{part}-reason": "Дәлел жеткілікті."}
    assert "Nothing is sent yet." in officer.post(at(petition), form).content.decode()
    petition.refresh_from_db()
    assert petition.state == State.APPEAL
    assert officer.post(at(petition), form | {"step": "send"}).headers["Location"] == LIST
    petition.refresh_from_db()
    assert petition.state == state


def test_decision_without_reasons_is_refused(officer: Client, petition: Petition) -> None:
    form = {"part": "grant", "grant-reason": "  ", "step": "send"}
    assert officer.post(at(petition), form).status_code == 422
    assert officer.post(at(petition), {"part": "delete"}).status_code == 404


def test_who_refused_does_not_decide(both: User, petition: Petition) -> None:
    browser = scene.browser(both)
    assert petition.title not in browser.get(LIST).content.decode()
    assert browser.get(at(petition)).status_code == 404


def test_nobody_decides_on_their_own(petition: Petition) -> None:
    user = scene.staff("decide_appeal")
    Petition.objects.filter(pk=petition.pk).update(user=user)
    assert scene.browser(user).get(at(petition)).status_code == 404


def test_door_is_closed_to_others(petition: Petition) -> None:
    assert scene.browser(scene.staff("moderate_petition")).get(LIST).status_code == 403
    assert Client().get(at(petition)).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_every_language(officer: Client, petition: Petition, language: str) -> None:
    assert officer.get(f"/{language}/petitions/staff/appeals/").status_code == 200
    assert officer.get(at(petition, language)).status_code == 200


def test_list_needs_the_same_queries_for_many(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        public_scene.petition(State.APPEAL, title=f"Шағым нөмірі {number}", due_date=timezone.localdate())
    with django_assert_max_num_queries(13):
        page = officer.get(LIST).content.decode()
    assert page.count("Шағым нөмірі") == 8

"""An initiator's own petitions, and the steps that are theirs."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions.actions.moderation import admit
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    scene.rules()
    return scene.writer()


def own(petition: Petition, language: str = "en") -> str:
    return f"/{language}/petitions/mine/{petition.public_id}/"


def test_list_holds_own_petitions_alone(user: User) -> None:
    scene.draft(user, title="Менің жобам осында")
    scene.draft(scene.writer(number=1), title="Біреудің жобасы осында")
    page = scene.browser(user).get("/en/petitions/mine/").content.decode()
    assert "Менің жобам осында" in page
    assert "Біреудің" not in page


def test_list_needs_the_same_queries_for_many(
    user: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        scene.draft(user, title=f"Жоба нөмірі {number}")
        scene.submitted(user, title=f"Берілген нөмірі {number}")
    browser = scene.browser(user)
    with django_assert_max_num_queries(12):
        page = browser.get("/en/petitions/mine/").content.decode()
    assert page.count("own-line__title") == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_every_language_in_every_state(user: User, language: str) -> None:
    browser = scene.browser(user)
    assert browser.get(f"/{language}/petitions/mine/").status_code == 200
    for state in State:
        petition = public_scene.petition(state, user=user)
        assert browser.get(own(petition, language)).status_code == 200
    assert browser.get(f"/{language}/petitions/mine/").status_code == 200


def test_nobody_else_finds_it(user: User) -> None:
    draft = scene.draft(user)
    assert scene.browser(scene.writer(number=1)).get(own(draft)).status_code == 404
    assert Client().get(own(draft)).status_code == 302
    assert scene.browser(scene.writer(number=2)).post(own(draft), {"do": "delete"}).status_code == 404
    assert Petition.objects.filter(pk=draft.pk).exists()


def test_draft_is_deleted(user: User) -> None:
    draft = scene.draft(user)
    assert scene.browser(user).post(own(draft), {"do": "delete"}).headers["Location"] == "/en/petitions/mine/"
    assert not Petition.objects.exists()


def test_submitted_petition_is_withdrawn_with_a_reason_not_deleted(user: User) -> None:
    petition = scene.submitted(user)
    browser = scene.browser(user)
    browser.post(own(petition), {"do": "delete"})
    answer = browser.post(own(petition), {"do": "withdraw", "withdraw-reason": " "})
    assert answer.status_code == 422
    petition.refresh_from_db()
    assert petition.state == State.MODERATION
    assert browser.post(own(petition), {"do": "withdraw", "withdraw-reason": "Шешілді."}).status_code == 302
    petition.refresh_from_db()
    assert petition.state == State.WITHDRAWN
    answer = browser.post(own(petition), {"do": "withdraw", "withdraw-reason": "Тағы."})
    assert (answer.status_code, "Тағы." in answer.content.decode()) == (422, False)


def test_refusal_shows_item_and_reason_and_is_appealed(user: User) -> None:
    petition = scene.refused(user, scene.staff("moderate_petition"))
    browser = scene.browser(user)
    page = browser.get(own(petition)).content.decode()
    assert "On the language" in page
    assert "Бұл сот ісі." in page
    assert browser.post(own(petition), {"do": "appeal", "appeal-reason": ""}).status_code == 422
    answer = browser.post(own(petition), {"do": "appeal", "appeal-reason": "Сотта мұндай іс жоқ."})
    assert answer.status_code == 302
    petition.refresh_from_db()
    assert petition.state == State.APPEAL


def test_link_is_shown_while_first_supporters_are_gathered(user: User) -> None:
    petition = scene.submitted(user)
    browser = scene.browser(user)
    assert petition.link_token not in browser.get(own(petition)).content.decode()
    admit(petition=petition, actor=scene.staff("moderate_petition"), at=timezone.now())
    link = f"/en/petitions/{petition.public_id}/link/{petition.link_token}/"
    assert link in browser.get(own(petition)).content.decode()


def test_unknown_step_is_not_found(user: User) -> None:
    assert scene.browser(user).post(own(scene.draft(user)), {"do": "admit"}).status_code == 404


def test_a_draft_without_a_title_is_named_in_the_language_of_the_page(user: User) -> None:
    scene.draft(user, title="", language="kk")
    page = scene.browser(user).get("/ar/petitions/mine/").content.decode()
    assert re.search(r'<a class="own-line__title" href="[^"]+">', page), "neither Kazakh nor from the left"
    scene.draft(user, title="Ауыл клубтары", language="kk")
    page = scene.browser(user).get("/ar/petitions/mine/").content.decode()
    assert re.search(r'<a class="own-line__title" href="[^"]+" lang="kk" dir="ltr">Ауыл клубтары', page)

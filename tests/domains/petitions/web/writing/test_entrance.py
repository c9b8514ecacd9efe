"""The entrance to the writing."""

import pytest
from django.test import Client

from shanyraq.domains.petitions.actions.drafts import MOST_DRAFTS
from shanyraq.domains.petitions.actions.law import load_law
from shanyraq.domains.petitions.models import Petition
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_entrance_is_open_to_everybody_in_every_language(language: str) -> None:
    assert Client().get(f"/{language}/petitions/write/").status_code == 200
    scene.rules()
    answer = Client().get(f"/{language}/petitions/write/")
    assert answer.status_code == 200
    assert "no-cache" in answer.headers["Cache-Control"]


def test_numbers_stand_with_their_source_and_what_is_doubtful() -> None:
    load_law()
    page = Client().get("/en/petitions/write/").content.decode()
    assert 'Where these numbers come from (edition <bdi dir="ltr">2024-04</bdi>)' in page
    assert "the instruction of 2024 says 50, the bill of 2022 said 150" in page


def test_looking_begins_no_draft() -> None:
    browser = scene.browser(scene.writer(is_confirmed=False))
    page = browser.get("/en/petitions/write/").content.decode()
    assert "Begin a petition" in page
    assert not Petition.objects.exists()


def test_beginning_makes_one_blank_draft_in_the_language_of_the_page() -> None:
    user = scene.writer(is_confirmed=False)
    browser = scene.browser(user)
    addresses = {browser.post("/ru/petitions/write/").headers["Location"] for _each in range(3)}
    draft = Petition.objects.get()
    assert (draft.user, draft.language) == (user, "ru")
    assert addresses == {f"/ru/petitions/write/{draft.public_id}/title/"}


def test_beginning_needs_an_account() -> None:
    assert Client().post("/en/petitions/write/").headers["Location"].startswith("/en/accounts/login/")
    assert not Petition.objects.exists()


def test_too_many_drafts_are_told() -> None:
    scene.rules()
    user = scene.writer()
    for _each in range(MOST_DRAFTS):
        scene.draft(user)
    answer = scene.browser(user).post("/en/petitions/write/", follow=True)
    assert "You have 20 drafts already." in answer.content.decode()
    assert Petition.objects.count() == MOST_DRAFTS

"""Orders of courts on their page: for who carries them out alone, each with a reason and on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from shanyraq.domains.petitions.actions.signing_start import prepare_signing
from shanyraq.domains.petitions.models import Petition, RetentionChange
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db
ORDER = "Астана қалалық соты, 2026-11-26, № 12"


@pytest.fixture
def clerk(settings: Any) -> Client:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    return signed_in(people.staff("stop_petition"))


def address(petition: Petition | None = None, language: str = "en") -> str:
    rest = f"{petition.public_id}/" if petition else ""
    return f"/{language}/petitions/staff/court/{rest}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_open_in_every_language(clerk: Client, language: str) -> None:
    stopped = scene.petition("stopped", ended_at=scene.NOW)
    held = scene.petition("lapsed", ended_at=scene.NOW, is_held=True, held_reason="x")
    for petition in (None, stopped, held, scene.petition()):
        assert clerk.get(address(petition, language)).status_code == 200


def test_others_do_not_get_in(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    petition = scene.petition()
    for stranger in (signed_in(UserFactory()), signed_in(people.moderator())):
        assert stranger.get(address()).status_code == 403
        assert stranger.post(address(petition), {"do": "stop", "stop-reason": ORDER}).status_code == 403
    assert Client().get(address()).status_code == 302
    assert Petition.objects.get().state == "collecting"


def test_a_petition_is_stopped_and_let_go_on_with_its_history(clerk: Client) -> None:
    petition = scene.petition()
    prepare_signing(petition)
    refused = clerk.post(address(petition), {"do": "stop", "stop-reason": " "})
    assert refused.status_code == 422
    page = clerk.post(address(petition), {"do": "stop", "stop-reason": ORDER}, follow=True).content.decode()
    petition.refresh_from_db()
    assert petition.state == "stopped"
    assert ORDER in page
    assert 'value="resume"' in page
    assert 'value="stop"' not in page
    assert petition.title in clerk.get(address()).content.decode()
    clerk.post(address(petition), {"do": "resume", "resume-reason": ORDER})
    petition.refresh_from_db()
    assert petition.state == "collecting"


def test_personal_data_is_held_and_released(clerk: Client) -> None:
    petition = scene.petition("lapsed", ended_at=scene.NOW)
    prepare_signing(petition)
    clerk.post(address(petition), {"do": "hold", "hold-reason": "Сот ісі."})
    petition.refresh_from_db()
    assert petition.is_held
    assert petition.title in clerk.get(f"{address()}?part=held").content.decode()
    twice = clerk.post(address(petition), {"do": "hold", "hold-reason": "Сот ісі."})
    assert twice.status_code == 422
    page = clerk.post(address(petition), {"do": "release", "release-reason": "Іс аяқталды."}, follow=True)
    assert "Іс аяқталды." in page.content.decode()
    petition.refresh_from_db()
    assert not petition.is_held
    assert RetentionChange.objects.count() == 2


def test_any_submitted_petition_is_opened_by_its_letters(clerk: Client) -> None:
    petition = scene.petition("review")
    found = clerk.get(address(), {"petition": f" {petition.public_id} "})
    assert found["Location"] == address(petition)
    draft = scene.petition("draft", submitted_at=None)
    for wrong in ("zzzzzzzzzz", "x", draft.public_id):
        answer = clerk.get(address(), {"petition": wrong})
        assert answer.status_code == 422
        assert "There is no such petition." in answer.content.decode()
    assert clerk.post(address(petition), {"do": "nothing"}).status_code == 404


def test_list_asks_the_database_a_constant_number_of_times(
    clerk: Client, django_assert_max_num_queries: Any
) -> None:
    scene.petition("stopped", ended_at=scene.NOW)
    clerk.get(address())
    with django_assert_max_num_queries(40) as few:
        clerk.get(address())
    for _each in range(5):
        scene.petition("stopped", ended_at=scene.NOW)
    with django_assert_max_num_queries(len(few)):
        clerk.get(address())

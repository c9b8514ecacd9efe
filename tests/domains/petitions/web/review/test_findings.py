"""Pages of the review: for reviewers alone, in every language, nothing decided by reading."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import FraudFinding, InvalidationBatch, Petition
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions.signing_scene import AT, open_petition, published, sign
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_reviewer(settings: Any) -> Client:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="review_fraud"))
    client = Client()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


@pytest.fixture
def finding() -> FraudFinding:
    petition = open_petition()
    for number in range(3):
        sign(petition, number, network=f"192.0.2.{number + 1}")
    facts = {"network": "192.0.2.0/24", "since": AT.replace(minute=0).isoformat(), "signatures": 3}
    return FraudFinding.objects.create(petition=petition, kind="burst", facts=facts, found_at=AT)


def address(rest: str = "", language: str = "en") -> str:
    return f"/{language}/petitions/staff/review/{rest}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_open_in_every_language(
    client_of_reviewer: Client, finding: FraudFinding, language: str
) -> None:
    for rest in ("", "?decided", "new/", f"{finding.pk}/"):
        assert client_of_reviewer.get(address(rest, language)).status_code == 200
    assert FraudFinding.objects.get().state == "open"


def test_others_do_not_get_in(finding: FraudFinding) -> None:
    stranger = Client()
    stranger.force_login(UserFactory(), backend="shanyraq.platform.accounts.backends.PasswordBackend")
    for rest in ("", "new/", f"{finding.pk}/"):
        assert stranger.get(address(rest)).status_code in {403, 404}
        assert Client().get(address(rest)).status_code in {302, 403, 404}
        assert stranger.post(address(rest), {"do": "dismiss"}).status_code in {403, 404, 405}
    assert FraudFinding.objects.get().state == "open"


def test_a_wave_is_taken_out_and_put_back(client_of_reviewer: Client, finding: FraudFinding) -> None:
    petition = Petition.objects.get()
    here = address(f"{finding.pk}/")
    refused = client_of_reviewer.post(here, {"do": "invalidate", "explanation": ""})
    assert refused.status_code == 422
    done = client_of_reviewer.post(here, {"do": "invalidate", "explanation": "Бір желіден."}, follow=True)
    assert "3 signatures are taken out" in done.content.decode()
    sequence_now(LOG)
    assert published(petition)["valid"] == 0

    batch = InvalidationBatch.objects.get()
    back = address(f"decisions/{batch.pk}/")
    assert client_of_reviewer.get(back).url == address("")
    assert not InvalidationBatch.objects.exclude(pk=batch.pk).exists(), "reading changes nothing"
    done = client_of_reviewer.post(
        back, {"back-explanation": "Бұл мектеп.", "finding": finding.pk}, follow=True
    )
    assert "3 signatures are back" in done.content.decode()
    sequence_now(LOG)
    assert published(petition)["valid"] == 3


def test_nothing_is_wrong(client_of_reviewer: Client, finding: FraudFinding) -> None:
    client_of_reviewer.post(address(f"{finding.pk}/"), {"do": "dismiss"})
    assert FraudFinding.objects.get().state == "dismissed"
    page = client_of_reviewer.post(address(f"{finding.pk}/"), {"do": "dismiss"}, follow=True)
    assert "decided already" in page.content.decode()


def test_a_reviewers_own_suspicion(client_of_reviewer: Client, finding: FraudFinding) -> None:
    public_id = finding.petition.public_id
    good = {"petition": public_id, "kind": "identity", "network": "192.0.2.1"}
    for change in (
        {"petition": "nothing"},
        {"network": "everywhere"},
        {"network": "203.0.113.9"},
        {"since": "x"},
    ):
        assert client_of_reviewer.post(address("new/"), {**good, **change}).status_code == 422
    response = client_of_reviewer.post(address("new/"), good)
    made = FraudFinding.objects.latest("pk")
    assert response["Location"] == address(f"{made.pk}/")
    assert made.facts == {"network": "192.0.2.1/32", "signatures": 1}

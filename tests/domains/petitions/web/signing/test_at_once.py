"""The way of nearly every signature: few statements, and nothing that the form would not have taken."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.platform.accounts.actions.persons import link_person
from tests.domains.petitions.signing_scene import iin, open_petition, region
from tests.factories.accounts import UserFactory, identity

pytestmark = pytest.mark.django_db

STATEMENTS = 4
"""The names of the petition, which a process remembers; session; account with person; signature."""


@pytest.fixture
def signer(client: Client) -> Client:
    """Somebody signed in whom the state knows."""
    user = UserFactory()
    link_person(user=user, identity=identity(iin(1)), at=timezone.now())
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


def send(client: Client, petition: Petition, token: str = "", **fields: str) -> int:
    link = f"link/{token}/" if token else ""
    sent = {"territory": region().code, **fields}
    return client.post(f"/en/petitions/{petition.public_id}/{link}sign/", sent).status_code


def test_a_signature_costs_few_statements(signer: Client, django_assert_max_num_queries: Any) -> None:
    petition, home = open_petition(), region()
    with django_assert_max_num_queries(STATEMENTS + 1):  # the key, which a process remembers too
        assert (
            signer.post(
                f"/en/petitions/{petition.public_id}/sign/", {"territory": home.code, "shows_name": "on"}
            ).status_code
            == 302
        )
    row = Signature.objects.get()
    assert (row.petition, row.territory, row.network) == (petition, home, "127.0.0.1")
    assert row.public_name


def test_a_name_is_shown_only_by_wish(signer: Client) -> None:
    assert send(signer, open_petition()) == 302
    assert Signature.objects.get().public_name == ""


@pytest.mark.parametrize("token", ["", "wrong"])
def test_what_is_open_by_link_alone_is_not_signed_without_it(signer: Client, token: str) -> None:
    petition = open_petition(state=PetitionState.OPENING)
    assert send(signer, petition, token) == 404
    assert not Signature.objects.exists()
    assert send(signer, petition, petition.link_token) == 302
    assert Signature.objects.get().petition == petition


@pytest.mark.parametrize("territory", ["", "000000000", "kz", "7" * 300, "٧٥٠٠٠٠٠٠٠", "100000000"])
def test_a_place_that_may_not_sign_is_told_so(signer: Client, territory: str) -> None:
    region("710000000")  # where there is one place alone, nobody is asked for it
    assert send(signer, open_petition(), territory=territory) == 422
    assert not Signature.objects.exists()


def test_twice_is_once_and_the_end_is_the_end(signer: Client) -> None:
    petition = open_petition()
    assert [send(signer, petition) for _ in range(2)] == [302, 302]
    over = open_petition(signing_ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert send(signer, over) == 422
    assert Signature.objects.count() == 1

"""Signing by forms: nothing by GET, nothing without an identity, one's own signature for oneself alone."""

import json
from typing import Any

import pytest
from django.test import Client

from shanyraq.domains.petitions.actions.invalidation import counted_signatures
from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import InvalidationBatch, Petition, Signature
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import User
from shanyraq.platform.transparency.log.sequencing import sequence_now
from shanyraq_verify.receipts import Receipt
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.signing_scene import AT, iin, open_petition, region
from tests.factories.accounts import UserFactory, identity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def account(number: int | None = 1) -> User:
    user = UserFactory()
    if number is not None:
        link_person(user=user, identity=identity(iin(number)), at=AT)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


@pytest.fixture
def petition() -> Petition:
    region()
    region("710000000")
    return open_petition()


def address(petition: Petition, rest: str = "sign/", language: str = "en") -> str:
    return f"/{language}/petitions/{petition.public_id}/{rest}"


def press(client: Client, petition: Petition, **values: Any) -> Any:
    return client.post(address(petition), {"territory": "750000000", **values})


def test_the_way_from_the_page_to_the_receipt(petition: Petition) -> None:
    client = signed_in(account())
    assert address(petition) in client.get(address(petition, "")).content.decode()
    assert client.get(address(petition)).status_code == 200
    assert not Signature.objects.exists(), "reading changes nothing"

    response = press(client, petition, shows_name="on")
    assert response["Location"] == address(petition, "signature/")
    row = Signature.objects.get()
    assert (row.public_name, row.territory_id, row.network) == ("Айгүл С.", "750000000", "127.0.0.1")
    page = client.get(address(petition, "signature/"))
    assert "no-store" in page["Cache-Control"]
    assert "within seconds" in page.content.decode()

    sequence_now(LOG)
    assert "entry 1 of the public log" in client.get(address(petition, "signature/")).content.decode()
    saved = client.get(address(petition, "signature/receipt.json"))
    receipt = Receipt.parse(saved.content)
    assert receipt.index == 0
    assert receipt.leaf_hash == bytes(row.leaf_hash).hex()
    assert "attachment" in saved["Content-Disposition"]
    assert set(json.loads(saved.content)) & {"iin", "person", "name"} == set()


def test_a_second_click_counts_once(petition: Petition) -> None:
    client = signed_in(account())
    for _click in range(2):
        assert press(client, petition)["Location"] == address(petition, "signature/")
    assert Signature.objects.count() == 1
    assert "you count once" in client.get(address(petition, "signature/")).content.decode()
    assert client.get(address(petition))["Location"] == address(petition, "signature/")


def test_without_an_account_or_an_identity_nobody_signs(petition: Petition) -> None:
    assert "/accounts/login/" in Client().post(address(petition))["Location"]
    nobody = signed_in(account(None))
    assert b"Confirm with eGov" in nobody.get(address(petition)).content
    assert press(nobody, petition).status_code == 200
    assert nobody.get(address(petition, "signature/")).status_code == 404
    assert not Signature.objects.exists()


@pytest.mark.parametrize("territory", ["", "999", "000000000", "<script>"])
def test_a_wrong_territory_comes_back_with_what_was_typed(petition: Petition, territory: str) -> None:
    response = press(signed_in(account()), petition, territory=territory, shows_name="on")
    assert response.status_code == 422
    assert b"checked" in response.content
    assert b'<script>"' not in response.content
    assert not Signature.objects.exists()


def test_a_petition_that_closed_meanwhile_says_so(petition: Petition) -> None:
    client = signed_in(account())
    client.get(address(petition))
    Petition.objects.update(state="review")
    response = press(client, petition)
    assert response.status_code == 422
    assert b"takes no signatures" in response.content


def test_signing_in_vain_is_bounded(petition: Petition) -> None:
    client = signed_in(account())
    answers = [press(client, petition, territory="x").status_code for _time in range(12)]
    assert answers[:10] == [422] * 10
    assert answers[-1] == 429
    assert press(client, petition).status_code == 302, "who signs properly is not held up"


def test_taking_it_back_and_signing_again(petition: Petition) -> None:
    client = signed_in(account())
    press(client, petition)
    assert client.get(address(petition, "signature/withdraw/")).url == address(petition, "signature/")
    assert Signature.objects.get().withdrawn_at is None, "reading changes nothing"
    client.post(address(petition, "signature/withdraw/"))
    assert Signature.objects.get().withdrawn_at == AT
    assert "have not signed" in client.get(address(petition, "signature/")).content.decode()
    press(client, petition)
    assert Signature.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_the_signature_of_another_is_not_shown(petition: Petition) -> None:
    press(signed_in(account(1)), petition)
    other = signed_in(account(2))
    assert "have not signed" in other.get(address(petition, "signature/")).content.decode()
    assert other.get(address(petition, "signature/receipt.json")).status_code == 404
    assert Client().get(address(petition, "signature/")).status_code == 302


def test_whoever_was_taken_out_reads_why(petition: Petition) -> None:
    client = signed_in(account())
    press(client, petition)
    batch = InvalidationBatch.objects.create(
        petition=petition, kind="invalidation", reason="burst", explanation="Бір желіден.", number=1, at=AT
    )
    counted_signatures(petition).update(invalidated_at=AT, invalidation=batch)
    page = client.get(address(petition, "signature/")).content.decode()
    assert "Бір желіден." in page
    assert "Take my signature back" not in page
    assert b"taken out of the count" in press(client, petition).content


def test_first_supporters_sign_by_the_link_alone() -> None:
    region()
    region("710000000")
    petition = open_petition(state="opening")
    client = signed_in(account())
    assert client.get(address(petition)).status_code == 404
    by_link = address(petition, f"link/{petition.link_token}/sign/")
    assert client.get(address(petition, "link/wrong/sign/")).status_code == 404
    assert by_link in client.get(address(petition, f"link/{petition.link_token}/")).content.decode()
    assert client.post(by_link, {"territory": "750000000"}).status_code == 302
    assert "You have signed" in client.get(address(petition, "signature/")).content.decode()


def test_a_drafts_page_does_not_exist() -> None:
    petition = scene.petition("draft")
    client = signed_in(account())
    for rest in ("sign/", "signature/", "signature/receipt.json"):
        assert client.get(address(petition, rest)).status_code == 404


def test_a_forged_form_is_refused(petition: Petition) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account(), backend="shanyraq.platform.accounts.backends.PasswordBackend")
    assert press(client, petition).status_code == 403
    assert not Signature.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(petition: Petition, language: str) -> None:
    client = signed_in(account())
    assert client.get(address(petition, "sign/", language)).status_code == 200
    press(client, petition)
    sequence_now(LOG)
    assert "data-receipt" in client.get(address(petition, "signature/", language)).content.decode()
    assert Client().get(f"/{language}/petitions/check/").status_code == 200

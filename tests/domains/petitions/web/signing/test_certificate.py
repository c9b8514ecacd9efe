"""Signing with a key by forms: the text to sign, the file that comes back, what a refusal says."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shanyraq.domains.petitions.models import Petition, Signature, SignatureEvidence
from shanyraq.domains.petitions.web.signing.certificate import NCALAYER
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.electronic_signatures.reading import MOST_BYTES
from tests.domains.petitions.electronic_scene import document, key_of, signature
from tests.domains.petitions.signing_scene import AT, iin, open_petition, region
from tests.factories.accounts import UserFactory, identity
from tests.platform.electronic_signatures.authority_scene import Authority

pytestmark = pytest.mark.django_db
PLACE = "sign/certificate/"


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def petition() -> Petition:
    region()
    region("710000000")
    return open_petition()


def account(number: int | None = 1) -> User:
    user = UserFactory()
    if number is not None:
        link_person(user=user, identity=identity(iin(number)), at=AT)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


def address(petition: Petition, rest: str = PLACE, language: str = "en") -> str:
    return f"/{language}/petitions/{petition.public_id}/{rest}"


def send(client: Client, petition: Petition, cms: bytes, rest: str = PLACE, **values: Any) -> Any:
    file = SimpleUploadedFile("signature.p7s", cms, "application/pkcs7-signature")
    return client.post(address(petition, rest), {"territory": "750000000", "file": file, **values})


@pytest.mark.parametrize("number", [1, None])
def test_the_way_from_the_page_to_the_signature(
    authority: Authority, petition: Petition, number: int | None
) -> None:
    user = account(number)
    client = signed_in(user)
    assert address(petition) in client.get(address(petition, "sign/")).content.decode()
    page = client.get(address(petition)).content.decode()
    assert address(petition, "sign/text.json") in page
    text = client.get(address(petition, "sign/text.json"))
    assert text.content == document(petition, user)
    assert text["Content-Disposition"] == f'attachment; filename="petition-{petition.public_id}-1.json"'
    assert "no-store" in text["Cache-Control"]
    assert not Signature.objects.exists(), "reading changes nothing"

    response = send(client, petition, signature(petition, user, key_of(authority, iin(1))), shows_name="on")
    assert response["Location"] == address(petition, "signature/")
    row = Signature.objects.get()
    assert (row.method, row.public_name, row.network) == ("cms", "Айгүл С.", "127.0.0.1")
    assert row.person == Person.objects.get(user=user)
    assert SignatureEvidence.objects.get().signature == row
    assert client.get(address(petition))["Location"] == address(petition, "signature/")
    again = send(client, petition, signature(petition, user, key_of(authority, iin(1))))
    assert again["Location"] == address(petition, "signature/")
    assert "you count once" in client.get(address(petition, "signature/")).content.decode()


def test_only_this_page_may_ask_the_program_of_the_authority(
    authority: Authority, petition: Petition
) -> None:
    client = signed_in(account())
    assert f"connect-src 'self' {NCALAYER};" in client.get(address(petition))["Content-Security-Policy"] + ";"
    for rest in ("", "sign/", "sign/text.json"):
        assert "13579" not in client.get(address(petition, rest))["Content-Security-Policy"]


def test_nothing_is_signed_by_reading_and_nothing_by_strangers(
    authority: Authority, petition: Petition
) -> None:
    for rest in (PLACE, "sign/text.json"):
        assert "/accounts/login/" in Client().get(address(petition, rest))["Location"]
    user = account()
    cms = signature(petition, user, key_of(authority, iin(1)))
    assert "/accounts/login/" in send(Client(), petition, cms)["Location"]
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    assert send(forged, petition, cms).status_code == 403
    assert signed_in(user).post(address(petition, "sign/text.json")).status_code == 405
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("cms", "words"),
    [
        (b"", "The file is empty"),
        (b"no signature", "This file is no electronic signature"),
        (b"0" * (MOST_BYTES + 1), "too large to be an electronic signature"),
        (b"0" * 3_000_000, "too large to be an electronic signature"),
        (b"<script>alert(1)</script>", "This file is no electronic signature"),
    ],
)
def test_what_is_no_signature_is_named_beside_the_field(
    authority: Authority, petition: Petition, cms: bytes, words: str
) -> None:
    response = send(signed_in(account()), petition, cms, shows_name="on")
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "checked" in page, "what was chosen stays"
    assert "no-store" in response["Cache-Control"]
    assert not Signature.objects.exists()


def test_without_a_file_or_a_territory(authority: Authority, petition: Petition) -> None:
    user = account()
    client = signed_in(user)
    assert client.post(address(petition), {"territory": "750000000"}).status_code == 422
    cms = signature(petition, user, key_of(authority, iin(1)))
    assert send(client, petition, cms, territory="999").status_code == 422
    assert authority.behaviour.asked == []


def test_the_key_of_another_is_told_without_telling_whose(authority: Authority, petition: Petition) -> None:
    user = account(1)
    cms = signature(petition, user, key_of(authority, iin(2)))
    page = send(signed_in(user), petition, cms).content.decode()
    assert "of another person than this account" in page
    assert iin(2) not in page


def test_an_identity_that_has_another_account(authority: Authority, petition: Petition) -> None:
    account(1)
    second = account(None)
    cms = signature(petition, second, key_of(authority, iin(1)))
    response = send(signed_in(second), petition, cms)
    assert response.status_code == 422
    assert "already belongs to another account" in response.content.decode()


def test_attempts_are_bounded_before_the_authority_is_asked(authority: Authority, petition: Petition) -> None:
    user = account()
    client, cms = signed_in(user), signature(petition, user, key_of(authority, iin(2)))
    answers = [send(client, petition, cms).status_code for _time in range(12)]
    assert answers == [422] * 10 + [429] * 2
    assert len(authority.behaviour.asked) == 10


def test_first_supporters_sign_by_the_link_alone(authority: Authority) -> None:
    region()
    region("710000000")
    petition = open_petition(state="opening")
    user = account()
    client = signed_in(user)
    assert client.get(address(petition)).status_code == 404
    assert client.get(address(petition, "sign/text.json")).status_code == 404
    link = f"link/{petition.link_token}/"
    assert address(petition, link + PLACE) in client.get(address(petition, link + "sign/")).content.decode()
    page = client.get(address(petition, link + PLACE)).content.decode()
    assert address(petition, link + "sign/text.json") in page
    assert client.get(address(petition, link + "sign/text.json")).content == document(petition, user)
    assert client.get(address(petition, "link/wrong/" + PLACE)).status_code == 404
    cms = signature(petition, user, key_of(authority, iin(1)))
    assert send(client, petition, cms, link + PLACE).status_code == 302
    assert Signature.objects.get().method == "cms"


def test_where_no_authority_is_trusted_nothing_is_offered(petition: Petition) -> None:
    client = signed_in(account())
    assert "certificate" not in client.get(address(petition, "sign/")).content.decode()
    for rest in (PLACE, "sign/text.json"):
        assert client.get(address(petition, rest)).status_code == 404
    assert send(client, petition, b"x").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, None])
def test_pages_in_every_language(
    authority: Authority, petition: Petition, language: str, number: int | None
) -> None:
    client = signed_in(account(number))
    assert client.get(address(petition, PLACE, language)).status_code == 200
    assert client.get(address(petition, "sign/", language)).status_code == 200

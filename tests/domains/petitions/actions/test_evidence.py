"""Evidence is sealed, opens for an audit, and outlives a change of the secret of the house."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from cryptography.fernet import InvalidToken
from django.core.management import call_command

from shanyraq.domains.petitions.actions.evidence import open_evidence
from shanyraq.domains.petitions.models import Signature, SignatureEvidence
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.electronic_signatures.verification import verify
from tests.domains.petitions.electronic_scene import document, give, key_of, signature
from tests.domains.petitions.signing_scene import AT, iin, open_petition, region
from tests.factories.accounts import UserFactory, identity
from tests.platform.electronic_signatures.authority_scene import Authority

pytestmark = pytest.mark.django_db


def given(authority: Authority, number: int = 1) -> tuple[Signature, bytes, bytes]:
    """A signature with its evidence, as it arrived, and what it signs."""
    region()
    user, petition = UserFactory(), open_petition()
    link_person(user=user, identity=identity(iin(number)), at=AT)
    cms = signature(petition, user, key_of(authority, iin(number)))
    signed = give(petition, user, cms)
    return Signature.objects.get(pk=signed.number), cms, document(petition, user)


def test_an_auditor_can_verify_it_again(authority: Authority) -> None:
    row, cms, text = given(authority)
    found = open_evidence(row)
    assert (found.cms, found.document) == (cms, text)
    again = verify(found.cms, contents=[found.document], at=AT)
    assert again.certificate_sha256 == row.evidence.certificate_sha256
    assert row.evidence.checked_at == AT


def test_nothing_of_it_lies_in_the_database_in_clear(authority: Authority) -> None:
    row, _cms, _text = given(authority)
    sealed = SignatureEvidence.objects.get(signature=row).sealed_cms
    assert sealed.startswith("gAAAA")
    assert iin(1) not in sealed


def test_it_outlives_a_change_of_the_secret_of_the_house(
    authority: Authority, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shanyraq.domains.petitions.actions.evidence.BATCH", 2)
    rows = [given(authority, number) for number in (1, 2, 3)]
    old = settings.IDENTITY_KEY
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "another secret of the house, long enough", []
    with pytest.raises(InvalidToken):
        open_evidence(rows[0][0])
    settings.IDENTITY_KEY_FALLBACKS = [old]
    told = StringIO()
    call_command("reseal_identities", stdout=told)
    assert "Sealed anew: 3 electronic signatures of petitions." in told.getvalue()
    settings.IDENTITY_KEY_FALLBACKS = []
    for row, cms, text in rows:
        assert (open_evidence(row).cms, open_evidence(row).document) == (cms, text)

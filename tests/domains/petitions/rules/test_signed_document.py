"""The file to sign is the same for the same account, version and petition, and another for any other."""

import hashlib
import json

import pytest

from shanyraq.domains.petitions.actions.submission import write_version
from shanyraq.domains.petitions.queries.signed_document import documents_for, present_version
from shanyraq.domains.petitions.rules.canonical_text import canonical_text
from tests.domains.petitions.electronic_scene import document
from tests.domains.petitions.signing_scene import AT, open_petition
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_the_document_as_it_is_documented() -> None:
    petition, user = open_petition(), UserFactory()
    petition.version = 2
    version = write_version(petition, AT)
    content = json.loads(document(petition, user))
    assert list(content) == ["account", "act", "petition", "sha256", "text", "version"]
    assert len(bytes.fromhex(content.pop("account"))) == 32
    assert content == {
        "act": "sign a petition",
        "petition": petition.public_id,
        "sha256": version.text_hash,
        "text": version.texts,
        "version": 2,
    }
    assert hashlib.sha256(canonical_text(content["text"])).hexdigest() == content["sha256"]
    assert b" :" not in document(petition, user)
    assert "кітапхана".encode() in document(petition, user), "nothing is escaped that need not be"


def test_the_same_for_the_same_and_another_for_another() -> None:
    petition, user = open_petition(), UserFactory()
    first = document(petition, user)
    assert document(petition, user) == first
    assert document(petition, UserFactory()) != first
    assert document(open_petition(), user) != first
    petition.version = 2
    write_version(petition, AT)
    assert document(petition, user) != first
    assert present_version(petition).number == 2


def test_the_name_of_an_account_tells_nothing_of_it() -> None:
    petition, user = open_petition(), UserFactory()
    text = document(petition, user).decode()
    assert user.email not in text
    assert set(documents_for(petition, user)).isdisjoint(documents_for(open_petition(), user))

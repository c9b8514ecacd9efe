"""Before the first signature: a sealed key, made once, and a count of zero."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from shanyraq.domains.petitions.actions.signing_start import open_key, prepare_signing
from shanyraq.domains.petitions.models import PetitionCount, PetitionKey
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db


def test_the_key_is_thirty_two_random_bytes_and_sealed() -> None:
    one, two = scene.petition("moderation"), scene.petition("moderation")
    prepare_signing(one)
    prepare_signing(two)
    assert len(open_key(one)) == len(open_key(two)) == 32
    assert open_key(one) != open_key(two)
    assert open_key(one).hex() not in PetitionKey.objects.get(petition=one).sealed


def test_key_and_count_are_never_made_anew() -> None:
    petition = scene.petition("moderation")
    prepare_signing(petition)
    key = open_key(petition)
    PetitionCount.objects.filter(petition=petition).update(valid=3, signed=3)
    prepare_signing(petition)
    assert open_key(petition) == key
    assert PetitionCount.objects.get(petition=petition).valid == 3


def test_a_petition_without_a_key_says_so() -> None:
    with pytest.raises(PetitionKey.DoesNotExist):
        open_key(scene.petition("moderation"))


def test_a_key_outlives_a_change_of_the_secret_of_the_house(settings: Any) -> None:
    petition = scene.petition("moderation")
    prepare_signing(petition)
    key, old = open_key(petition), settings.IDENTITY_KEY
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "another secret of the house, long enough", [old]
    told = StringIO()
    call_command("reseal_identities", stdout=told)
    assert "Sealed anew: 1 keys of petitions." in told.getvalue()
    settings.IDENTITY_KEY_FALLBACKS = []
    assert open_key(petition) == key

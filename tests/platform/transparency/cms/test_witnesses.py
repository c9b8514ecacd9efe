"""Witnesses of the logs are accepted and ended in the admin, with reasons that stay."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from shanyraq.kernel.merkle.notes import COSIGNATURE_V1, ED25519, Verifier
from shanyraq.platform.transparency.log.appending import append
from shanyraq.platform.transparency.log.sequencing import sequence_now
from shanyraq.platform.transparency.models import Log, LogCosignature, LogWitness, LogWitnessChange
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db
LIST = "/staff/logs/witnesses/"


def key(kind: int = COSIGNATURE_V1) -> str:
    return str(Verifier("ngo.example", Ed25519PrivateKey.generate().public_key().public_bytes_raw(), kind))


@pytest.fixture
def desk(settings: Any) -> Client:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    names = ("access_admin", "add_logwitness", "change_logwitness", "delete_logwitness")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return signed_in(user)


def test_a_witness_is_accepted_ended_and_accepted_again_with_reasons(desk: Client) -> None:
    given = {"verifier_key": key(), "about": "Университет"}
    assert desk.post(f"{LIST}new/", given).status_code == 200  # no reason
    assert not LogWitness.objects.exists()
    assert desk.post(f"{LIST}new/", {**given, "reason": "Хат № 5"}).status_code == 302
    witness = LogWitness.objects.get()
    edit = f"{LIST}edit/{witness.pk}/"
    assert desk.post(edit, {"about": "Университет", "reason": "Кілт ұрланды"}).status_code == 302
    witness.refresh_from_db()
    assert not witness.is_active
    desk.post(edit, {"about": "Университет", "is_active": "on", "reason": "Қайта тексерілді"})
    witness.refresh_from_db()
    assert witness.is_active
    assert witness.verifier_key == given["verifier_key"]
    desk.post(edit, {"about": "ҚазҰУ", "is_active": "on", "reason": "Аты өзгерді"})
    told = list(LogWitnessChange.objects.values_list("is_accepted", "reason"))
    assert told == [
        (True, "Хат № 5"),
        (False, "Кілт ұрланды"),
        (True, "Қайта тексерілді"),
        (True, "Аты өзгерді"),
    ]
    page = desk.get(f"{LIST}inspect/{witness.pk}/").content.decode()
    for _is_accepted, reason in told:
        assert reason in page


def test_the_key_of_a_log_or_nonsense_is_no_witness(desk: Client) -> None:
    for wrong in (key(ED25519), "nonsense", ""):
        assert desk.post(f"{LIST}new/", {"verifier_key": wrong, "reason": "x"}).status_code == 200
    assert not LogWitness.objects.exists()


def test_last_cosignatures_are_seen_in_list_and_page(desk: Client) -> None:
    append("procedures", {"n": 1})
    sequence_now("procedures")
    witness = LogWitness.objects.create(verifier_key=key(), about="x")
    LogCosignature.objects.create(
        log=Log.objects.get(name="procedures"), size=1, witness=witness, line="— x\n", seen_at=timezone.now()
    )
    assert desk.get(LIST).status_code == 200
    page = desk.get(f"{LIST}inspect/{witness.pk}/").content.decode()
    assert "<td>procedures</td>" in page


def test_nobody_deletes_a_witness_or_the_record(desk: Client) -> None:
    desk.post(f"{LIST}new/", {"verifier_key": key(), "reason": "Хат № 5"})
    witness = LogWitness.objects.get()
    desk.post(f"{LIST}delete/{witness.pk}/")
    assert LogWitness.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        LogWitnessChange.objects.update(reason="x")


def test_others_have_no_business_here(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    stranger = signed_in(user)
    assert stranger.get(LIST).status_code in {302, 403}
    stranger.post(f"{LIST}new/", {"verifier_key": key(), "reason": "x"})
    assert not LogWitness.objects.exists()

"""The demonstration of petitions, loaded by the real actions."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.demo.loading import load_petitions
from shanyraq.domains.petitions.demo.people import invented_iin
from shanyraq.domains.petitions.demo.reading import read_accounts, read_plans
from shanyraq.domains.petitions.demo.rules import CODE, LAW
from shanyraq.domains.petitions.demo.walking import public_id_of
from shanyraq.domains.petitions.models import (
    Edition,
    FraudFinding,
    HourCount,
    Petition,
    RegionRelease,
    Signature,
)
from shanyraq.domains.petitions.queries.missing import missing_parts
from shanyraq.domains.petitions.queries.next_step import next_step
from shanyraq.domains.petitions.queries.past_steps import past_steps
from shanyraq.domains.petitions.queries.timeline import promises_of
from shanyraq.domains.petitions.states import PetitionState, PromiseState
from shanyraq.kernel.identifiers import parse_iin
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.models import LogPending
from shanyraq.platform.transparency.moves import history
from tests.domains.petitions.signing_scene import published, recounted, valid_rows

pytestmark = pytest.mark.django_db
PASSWORD = "five unusual words"
BY_NUMBER = {plan.number: plan for plan in read_plans()}


def petition(number: int) -> Petition:
    found = Petition.objects.select_related("edition", "body")
    return found.get(public_id=public_id_of(BY_NUMBER[number]))


@pytest.fixture
def _loaded(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    load_petitions(report=lambda _line: None, password=PASSWORD)


def test_invented_numbers_are_possible_and_differ() -> None:
    numbers = [invented_iin(number, sex) for number in range(300) for sex in (3, 4)]
    numbers += [account.iin for account in read_accounts().values() if account.iin]
    assert len(set(numbers)) == len(numbers)
    assert all(parse_iin(number).number == number for number in numbers)


@pytest.mark.usefixtures("_loaded")
def test_whole_demonstration_holds_together() -> None:
    states = Counter(Petition.objects.values_list("state", flat=True))
    assert set(states) == set(PetitionState.values)
    assert sum(states.values()) == len(BY_NUMBER)
    counts_are_proved()
    _steps_follow_one_another()
    _pages_open()
    _again_nothing_is_written()


def counts_are_proved() -> None:
    assert not LogPending.objects.filter(log_name="petitions").exists()
    for each in Petition.objects.filter(count__isnull=False):
        numbers = published(each)
        assert numbers["valid"] == valid_rows(each)
        assert recounted(each) == numbers
        assert (
            sum(HourCount.objects.filter(petition=each).values_list("signed", flat=True))
            == (numbers["signed"])
        )
    assert published(petition(7))["invalidated"] == 24
    assert published(petition(7))["withdrawn"] == 3
    assert FraudFinding.objects.get(state="open").petition == petition(10)
    assert Signature.objects.filter(person__user__isnull=False).count() == 3


def _steps_follow_one_another() -> None:
    now = timezone.now()
    for each in Petition.objects.all():
        moments = [record.at for record in history(each)]
        assert moments == sorted(moments)
        assert all(moment < now for moment in moments)
    assert petition(19).edition == Edition.objects.get(code=LAW)
    assert petition(19).threshold == 50_000
    assert petition(2).edition == Edition.objects.get(code=CODE)
    late = {step.move for step in past_steps(petition(2), list(history(petition(2)))) if step.is_late}
    assert late == {"answer"}
    for number in (1, 3):
        steps = past_steps(petition(number), list(history(petition(number))))
        assert not [step.move for step in steps if step.is_late]
    for number, is_late in {4: True, 5: False, 6: False, 13: False, 14: True}.items():
        step = next_step(petition(number), [], timezone.localdate())
        assert step is not None
        assert step.is_late is is_late, number
    assert {each.state for each in promises_of(petition(3))} == {
        PromiseState.KEPT,
        PromiseState.LATE,
        PromiseState.OPEN,
    }
    assert petition(5).hearings.get().begins_at > now
    releases = RegionRelease.objects.filter(petition=petition(7))
    steps = releases.get().steps.values()
    assert min(steps) == 0 < max(steps)  # a region with fewer than ten beside others
    assert [part.field for part in missing_parts(petition(23))] == ["arguments", "proposals"]


def _pages_open() -> None:
    client = Client()
    for each in Petition.objects.filter(opened_at__isnull=False).exclude(state=PetitionState.WITHDRAWN):
        assert client.get(f"/kk/petitions/{each.public_id}/").status_code == 200
    answered = client.get(f"/en/petitions/{petition(2).public_id}/").content.decode()
    assert re.search(r"answer__meta.*?late by \d+ working days.*?</p>", answered, re.DOTALL)
    for name in ("initiator", "moderator", "officer", "signer"):
        assert client.login(email=f"{name}@shanyraq.example", password=PASSWORD)


def _again_nothing_is_written() -> None:
    models = (Petition, Person, Signature, Edition, get_user_model())
    before = [model._default_manager.count() for model in models]
    again = load_petitions(report=lambda _line: None, password="")
    assert sum(again.values()) == 0
    assert [model._default_manager.count() for model in models] == before


@pytest.mark.usefixtures("_loaded")
def test_public_petitions_differ_in_what_they_show() -> None:
    assert {each["outcome"] for each in Petition.objects.exclude(outcome="").values("outcome")} == {
        "satisfied",
        "partly",
    }
    assert petition(7).versions.count() == 2
    assert Petition.objects.filter(language="ru").count() == 5
    assert petition(2).documents.get().size > 0

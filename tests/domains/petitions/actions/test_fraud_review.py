"""What false signatures leave is noticed once, decided on by a person once, and visible in the count."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from shanyraq.domains.petitions.actions import fraud_review
from shanyraq.domains.petitions.actions.fraud_review import (
    act_on,
    dismiss,
    find_suspicions,
    signatures_of,
    suspect,
)
from shanyraq.domains.petitions.actions.invalidation import reinstate
from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import FraudFinding, Petition, Territory, TerritoryCount
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import User
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions.signing_scene import AT, open_petition, published, recounted, region, sign
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
HOUR = AT.replace(minute=0)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fraud_review, "BURST", 5)
    monkeypatch.setattr(fraud_review, "FEW", 3)


@pytest.fixture
def reviewer() -> User:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="review_fraud"))
    return user


def wave(number: int = 6, network: str = "192.0.2.{}", **values: Any) -> Petition:
    petition = open_petition()
    for person in range(number):
        sign(petition, person, network=network.format(person + 1), **values)
    return petition


@pytest.mark.parametrize(
    ("network", "found"),
    [
        ("192.0.2.{}", "192.0.2.0/24"),
        ("2001:db8:7::{}", "2001:db8:7::/48"),
    ],
)
def test_a_burst_from_one_range_is_noticed_once(network: str, found: str) -> None:
    petition = wave(network=network)
    assert find_suspicions(AT) == 1
    assert find_suspicions(AT) == 0
    finding = FraudFinding.objects.get()
    assert (finding.petition, finding.kind, finding.state) == (petition, "burst", "open")
    assert finding.facts == {"network": found, "since": HOUR.isoformat(), "signatures": 6}
    assert signatures_of(finding).count() == 6


def test_an_open_finding_grows_and_a_dismissed_one_stays(reviewer: User) -> None:
    petition = wave()
    find_suspicions(AT)
    sign(petition, 20, network="192.0.2.99")
    assert find_suspicions(AT) == 0
    finding = FraudFinding.objects.get()
    assert finding.facts["signatures"] == 7
    dismiss(finding=finding, actor=reviewer, at=AT)
    sign(petition, 21, network="192.0.2.100")
    assert find_suspicions(AT) == 0
    assert FraudFinding.objects.get().facts["signatures"] == 7


def test_a_wave_that_goes_on_after_a_decision_is_noticed_again(reviewer: User) -> None:
    petition = wave()
    find_suspicions(AT)
    act_on(finding=FraudFinding.objects.get(), explanation="Бір желіден.", actor=reviewer, at=AT)
    assert find_suspicions(AT) == 0
    for number in range(20, 25):
        sign(petition, number, network=f"192.0.2.{number}")
    assert find_suspicions(AT) == 1
    again = FraudFinding.objects.order_by("pk").last()
    assert again is not None
    assert (again.state, again.facts["signatures"]) == ("open", 5)
    dismiss(finding=again, actor=reviewer, at=AT)
    for number in range(25, 29):
        sign(petition, number, network=f"192.0.2.{number}")
    assert find_suspicions(AT) == 0
    sign(petition, 29, network="192.0.2.29")
    assert find_suspicions(AT) == 1, "twice as many as somebody looked at"


def test_nobody_decides_on_a_petition_of_their_own(reviewer: User) -> None:
    petition = wave()
    find_suspicions(AT)
    finding = FraudFinding.objects.get()
    batch = act_on(finding=finding, explanation="Бір желіден.", actor=reviewer, at=AT)
    Petition.objects.filter(pk=petition.pk).update(user=reviewer)
    petition.refresh_from_db()
    FraudFinding.objects.update(state="open")
    for decision in (
        lambda: dismiss(finding=finding, actor=reviewer, at=AT),
        lambda: act_on(finding=finding, explanation="Тағы.", actor=reviewer, at=AT),
        lambda: reinstate(batch=batch, explanation="Қате.", actor=reviewer, at=AT),
        lambda: suspect(petition=petition, facts={}, kind="court", actor=reviewer, at=AT),
    ):
        with pytest.raises(Refusal) as refused:
            decision()
        assert refused.value.code == "not_allowed"
    assert FraudFinding.objects.get().state == "open"


def test_people_from_everywhere_and_few_from_one_place_are_no_burst() -> None:
    wave(6, "192.0.{}.1")
    wave(4)
    assert find_suspicions(AT) == 0


def test_old_signatures_and_closed_petitions_are_passed_over() -> None:
    wave()
    assert find_suspicions(AT + dt.timedelta(hours=6)) == 0
    Petition.objects.update(state="review")
    assert find_suspicions(AT) == 0


def test_a_share_that_a_territory_cannot_have_is_noticed() -> None:
    Territory.objects.filter(pk=region().pk).update(population=16)
    petition = wave(4, "192.0.{}.1")
    sequence_now(LOG)
    assert TerritoryCount.objects.get().valid == 4
    assert find_suspicions(AT) == 1
    finding = FraudFinding.objects.get()
    assert finding.kind == "region"
    assert finding.facts == {"territory": region().code, "signatures": 4, "population": 16}
    assert signatures_of(finding).count() == 4
    assert petition.findings.count() == 1


def test_the_wave_leaves_the_count_and_nobody_else(reviewer: User) -> None:
    petition = wave()
    sign(petition, 30, network="198.51.100.1")
    sign(petition, 31, network="192.0.2.50", at=AT - dt.timedelta(hours=2))
    find_suspicions(AT)
    batch = act_on(finding=FraudFinding.objects.get(), explanation="Бір желіден.", actor=reviewer, at=AT)
    sequence_now(LOG)
    assert (batch.number, batch.reason) == (6, "burst")
    assert published(petition) == recounted(petition)
    assert published(petition) == {"valid": 2, "signed": 8, "withdrawn": 0, "invalidated": 6}
    decided = FraudFinding.objects.get()
    assert (decided.state, decided.decided_by) == ("acted_on", reviewer)
    for again in (
        lambda: act_on(finding=decided, explanation="Тағы.", actor=reviewer, at=AT),
        lambda: dismiss(finding=decided, actor=reviewer, at=AT),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "decided"


def test_without_an_explanation_the_finding_stays_open(reviewer: User) -> None:
    wave()
    find_suspicions(AT)
    with pytest.raises(Refusal):
        act_on(finding=FraudFinding.objects.get(), explanation="", actor=reviewer, at=AT)
    assert FraudFinding.objects.get().state == "open"


def test_a_suspicion_of_ones_own(reviewer: User) -> None:
    petition = wave()
    facts = {
        "network": "192.0.2.0/30",
        "since": HOUR.isoformat(),
        "until": (AT + dt.timedelta(days=1)).isoformat(),
    }
    finding = suspect(petition=petition, facts=facts, kind="identity", actor=reviewer, at=AT)
    assert finding.facts["signatures"] == signatures_of(finding).count() == 3
    with pytest.raises(Refusal) as refused:
        suspect(petition=petition, facts={"network": "203.0.113.0/24"}, kind="burst", actor=reviewer, at=AT)
    assert refused.value.code == "nothing"
    with pytest.raises(Refusal) as refused:
        suspect(petition=petition, facts=facts, kind="burst", actor=UserFactory(), at=AT)
    assert refused.value.code == "not_allowed"

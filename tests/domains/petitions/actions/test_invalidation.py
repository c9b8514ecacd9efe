"""False signatures leave the count visibly, come back visibly, and nobody can add one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from shanyraq.domains.petitions.actions.invalidation import counted_signatures, invalidate, reinstate
from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import InvalidationBatch, Petition, Signature
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import User
from shanyraq.platform.transparency.log.sequencing import sequence_now
from shanyraq.platform.transparency.models import LogLeaf
from tests.domains.petitions.signing_scene import (
    AT,
    entry_of,
    open_petition,
    person,
    published,
    recounted,
    sign,
    valid_rows,
)
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> User:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="review_fraud"))
    return user


def take_out(petition: Petition, reviewer: Any, **values: Any) -> InvalidationBatch:
    given = {"signatures": counted_signatures(petition), "reason": "burst", "explanation": "Бір желіден."}
    return invalidate(**{**given, **values}, actor=reviewer, at=AT)


def agree(petition: Petition) -> dict[str, int]:
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == valid_rows(petition)
    return dict(published(petition))


def test_signatures_leave_the_count_come_back_and_leave_again(reviewer: User) -> None:
    petition = open_petition()
    for number in range(1, 6):
        sign(petition, number, network="192.0.2.7" if number < 4 else "198.51.100.1")
    suspicious = counted_signatures(petition).filter(network="192.0.2.7")
    batch = take_out(petition, reviewer, signatures=suspicious)
    assert (batch.number, batch.reason, batch.user) == (3, "burst", reviewer)
    assert agree(petition) == {"valid": 2, "signed": 5, "withdrawn": 0, "invalidated": 3}

    back = reinstate(batch=batch, explanation="Бұл мектеп екен.", actor=reviewer, at=AT)
    assert (back.number, back.kind) == (3, "reinstatement")
    assert agree(petition) == {"valid": 5, "signed": 5, "withdrawn": 0, "invalidated": 0}

    take_out(petition, reviewer, signatures=suspicious, explanation="Тағы да.")
    assert agree(petition)["valid"] == 2
    leaves = list(LogLeaf.objects.filter(log__name=LOG).order_by("index"))
    assert len({bytes(leaf.leaf_hash) for leaf in leaves}) == len(leaves), "each entry stands once"
    assert entry_of(leaves[-1])["after"] in {bytes(leaf.leaf_hash).hex() for leaf in leaves}


def test_a_person_whose_signature_was_taken_out_cannot_sign_anew(reviewer: User) -> None:
    petition = open_petition()
    sign(petition, 1)
    take_out(petition, reviewer)
    for act in (
        lambda: sign(petition, 1),
        lambda: withdraw_signature(petition=petition, person=person(1), at=AT),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code in {"invalidated", "not_signed"}
    assert agree(petition)["valid"] == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "mood"}, "reason"),
        ({"explanation": " "}, "incomplete"),
        ({"signatures": None}, "nothing"),
        ({"actor": None}, "not_allowed"),
    ],
)
def test_what_is_not_a_decision_changes_nothing(reviewer: User, change: dict[str, Any], code: str) -> None:
    petition = open_petition()
    sign(petition, 1)
    given = {
        "signatures": counted_signatures(petition),
        "reason": "burst",
        "explanation": "Бір желіден.",
        "actor": reviewer,
        "at": AT,
        **change,
    }
    if given["signatures"] is None:
        given["signatures"] = counted_signatures(petition).none()
    with pytest.raises(Refusal) as refused:
        invalidate(**given)
    assert refused.value.code == code
    assert agree(petition)["valid"] == 1


@pytest.mark.parametrize("permission", ["moderate_petition", "decide_appeal", "stop_petition"])
def test_other_staff_may_not(permission: str) -> None:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename=permission))
    petition = open_petition()
    sign(petition, 1)
    with pytest.raises(Refusal, match="permission"):
        take_out(petition, user)


def test_a_decision_is_not_taken_back_twice(reviewer: User) -> None:
    petition = open_petition()
    sign(petition, 1)
    batch = take_out(petition, reviewer)
    again: Callable[[], object] = lambda: reinstate(  # noqa: E731 - tried twice
        batch=batch, explanation="Қате.", actor=reviewer, at=AT
    )
    again()
    with pytest.raises(Refusal) as refused:
        again()
    assert refused.value.code == "nothing"
    assert agree(petition)["valid"] == 1


def test_two_petitions_are_not_decided_on_together(reviewer: User) -> None:
    for _number in range(2):
        sign(open_petition(), 1)
    with pytest.raises(ValueError, match="one petition"):
        take_out(open_petition(), reviewer, signatures=Signature.objects.all())

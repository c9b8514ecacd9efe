"""Every state against every move for every kind of person: who gets past the first two questions."""

import pytest
from django.contrib.auth.models import Permission

from shanyraq.domains.petitions.models import Officer, Petition, Verdict
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.domains.petitions.workflow import WORKFLOW
from tests.domains.petitions import public_scene as scene
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PLATFORM = {"lapse_correction", "open", "miss_quorum", "reach", "fall_below", "expire"}
INITIATOR = {"submit", "resubmit", "appeal", "withdraw"}
MODERATOR = {"request_correction", "refuse", "admit"}
APPEALS = {"uphold_refusal", "grant_appeal"}
OFFICER = {"register", "answer", "complete"}
COURT = {"stop", "resume", "resume_opening", "resume_review"}
MAY = {
    "nobody": set(),
    "reader": set(),
    "platform": PLATFORM,
    "initiator": INITIATOR,
    "moderator": MODERATOR,
    "moderator who wrote it": INITIATOR,
    "appeal officer": APPEALS,
    "appeal officer who refused it": set(),
    "officer": OFFICER,
    "officer of another body": set(),
    "court": COURT,
}


class Nobody:
    """A visitor without an account."""

    is_authenticated = False
    is_active = False
    pk = None


def person(*permissions: str):
    user = UserFactory()
    for name in permissions:
        user.user_permissions.add(Permission.objects.get(codename=name, content_type__app_label="petitions"))
    return user


PERMISSIONS = {
    "moderator": "moderate_petition",
    "moderator who wrote it": "moderate_petition",
    "court": "stop_petition",
    "appeal officer": "decide_appeal",
    "appeal officer who refused it": "decide_appeal",
}


def actor(kind: str, petition: Petition):
    if kind in {"platform", "nobody"}:
        return None if kind == "platform" else Nobody()
    user = person(*([PERMISSIONS[kind]] if kind in PERMISSIONS else []))
    if kind in {"initiator", "moderator who wrote it"}:
        petition.user = user
        petition.save()
    elif kind == "appeal officer who refused it":
        Verdict.objects.create(
            petition=petition,
            kind="refusal",
            ground=scene.ground(),
            explanation="-",
            user=user,
            at=scene.NOW,
        )
    elif kind.startswith("officer"):
        body = petition.body if kind == "officer" else scene.body("elsewhere")
        Officer.objects.create(body=body, user=user)
    return user


@pytest.mark.parametrize("kind", MAY)
@pytest.mark.parametrize("state", State)
def test_state_and_role_decide_of_every_move(state: State, kind: str) -> None:
    petition = scene.petition(state)
    who = actor(kind, petition)
    for move in WORKFLOW.moves:
        code = WORKFLOW.decide(move.name, petition, who, reason="why").code
        if state not in move.sources:
            assert code == "wrong_state", move.name
        elif move.name not in MAY[kind]:
            assert code == "not_allowed", move.name
        else:
            assert code not in {"wrong_state", "not_allowed"}, move.name
    assert set().union(*MAY.values()) == {move.name for move in WORKFLOW.moves}


def test_extraordinary_moves_ask_for_a_reason() -> None:
    needed = {move.name for move in WORKFLOW.moves if move.reason_required}
    assert needed == {
        "request_correction",
        "refuse",
        "appeal",
        "uphold_refusal",
        "grant_appeal",
        "withdraw",
        "stop",
        "resume",
        "resume_opening",
        "resume_review",
    }

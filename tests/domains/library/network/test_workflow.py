"""The procedure of membership: every state, move and role; every guard."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from shanyraq.domains.library.network.models import Library, StaffRole
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.domains.library.network.workflow import WORKFLOW
from tests.domains.library.network.conftest import Trials
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberBranchFactory, MemberFactory, PostFactory, administrator

pytestmark = pytest.mark.django_db

FROM = {
    "begin_trial": {"applied"},
    "return_application": {"trial"},
    "go_live": {"trial"},
    "suspend": {"live"},
    "resume": {"suspended"},
    "withdraw_application": {"applied", "trial"},
    "leave": {"live", "suspended"},
    "apply_again": {"left"},
}
BY_HEAD = {"begin_trial", "withdraw_application"}


def ready(trials: Trials, **values: Any) -> Library:
    """A library that lacks nothing."""
    library = MemberBranchFactory(library__profile_code="unimarc", library__reviewed_trial="run-1").library
    Library.objects.filter(pk=library.pk).update(**values)
    library.refresh_from_db()
    PostFactory(library=library)
    trials.finish(library)
    return library


def actors(library: Library) -> dict[str, Any]:
    """One of each role, strangers too."""
    own = {role: PostFactory(library=library, role=role).user for role in StaffRole if role != "network"}
    return {
        **{str(role): user for role, user in own.items()},
        "network": administrator(),
        "superuser": UserFactory(is_superuser=True),
        "head of another": PostFactory().user,
        "reader": UserFactory(),
        "nobody": AnonymousUser(),
        "dismissed": PostFactory(library=library, user__is_active=False).user,
    }


def test_every_state_move_and_role(trials: Trials) -> None:
    library = ready(trials)
    people = actors(library)
    wrong = []
    for state, move in WORKFLOW.pairs():
        library.state = state
        for name, actor in people.items():
            reaches = name in {"network", "superuser"} or (name == "head" and move.name in BY_HEAD)
            expected = (
                "wrong_state" if state not in FROM[move.name] else "granted" if reaches else "not_allowed"
            )
            found = WORKFLOW.decide(move.name, library, actor, reason="as agreed").code
            if found != expected:
                wrong.append((state, move.name, name, found, expected))
    assert wrong == []
    assert {move.name for move in WORKFLOW.moves} == FROM.keys()


@pytest.mark.parametrize(
    "move", ["return_application", "suspend", "withdraw_application", "leave", "apply_again"]
)
def test_steps_against_somebody_need_a_reason(trials: Trials, move: str) -> None:
    library = ready(trials, state=next(iter(sorted(FROM[move]))))
    actor = administrator()
    assert WORKFLOW.decide(move, library, actor, reason="  ").code == "reason_required"
    assert WORKFLOW.decide(move, library, actor, reason="the library closes").code == "granted"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"email": ""}, "details"),
        ({"place": {}}, "details"),
        ({"name": {"en": "Library"}}, "details"),
        ({"profile_code": ""}, "profile"),
        ({"profile_code": "unknown"}, "profile"),
        ({"reviewed_trial": ""}, "trial_review"),
        ({"reviewed_trial": "run-0"}, "trial_review"),
    ],
)
def test_going_live_tells_what_is_missing(trials: Trials, values: dict[str, Any], code: str) -> None:
    library = ready(trials, state=MembershipState.TRIAL, **values)
    assert WORKFLOW.decide("go_live", library, administrator()).code == code


def test_going_live_needs_branch_head_and_trial(trials: Trials) -> None:
    library = ready(trials, state=MembershipState.TRIAL)
    actor = administrator()
    trials.reports.clear()
    assert WORKFLOW.decide("go_live", library, actor).code == "trial"
    library.staff_posts.all().delete()
    assert WORKFLOW.decide("go_live", library, actor).code == "head"
    library.branches.update(is_closed=True)
    assert WORKFLOW.decide("go_live", library, actor).code == "branch"


def test_nobody_goes_live_without_a_catalogue() -> None:
    library = MemberFactory(state=MembershipState.TRIAL)
    assert not WORKFLOW.decide("go_live", library, administrator())


def test_every_step_is_told_in_words() -> None:
    for move in WORKFLOW.moves:
        assert str(move.who)
        assert len(move.conditions) == len(move.guards)

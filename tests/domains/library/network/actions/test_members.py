"""Taking libraries in and making steps."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from shanyraq.domains.library.network.actions import members
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history
from tests.domains.library.network.conftest import Trials
from tests.factories.library import (
    AT,
    DETAILS,
    MemberBranchFactory,
    MemberFactory,
    PostFactory,
    administrator,
)

pytestmark = pytest.mark.django_db


def refused(call: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code, caught.value.field


def test_add_member_opens_an_application() -> None:
    library = members.add_member(code="pavlodar", details=DETAILS, actor=administrator())
    stored = Library.objects.get()
    assert (stored.pk, stored.state, stored.name["kk"]) == (library.pk, "applied", "Сынақ кітапханасы")


def test_add_member_refuses_codes_that_are_taken_or_odd() -> None:
    MemberFactory(code="pavlodar")
    for code, expected in (
        ("pavlodar", ("code_taken", "code")),
        ("new", ("code_taken", "code")),
        ("Павлодар", ("details", "code")),
        ("a b", ("details", "code")),
    ):
        assert (
            refused(lambda code=code: members.add_member(code=code, details=DETAILS, actor=None)) == expected
        )
    assert Library.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": {"en": "Without Kazakh"}}, "name"),
        ({"kind": "palace"}, "kind"),
        ({"email": "nobody"}, "email"),
        ({"bin": "12"}, "bin"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"isil": "K" * 17}, "isil"),
    ],
)
def test_add_member_names_the_wrong_field(values: dict[str, Any], field: str) -> None:
    details = {**DETAILS, **values}
    assert refused(lambda: members.add_member(code="x1", details=details, actor=None)) == ("details", field)


def test_isil_belongs_to_one_library() -> None:
    MemberFactory(isil="KZ-PAV")
    other = MemberFactory()
    change = lambda: members.change_details(library=other, details={"isil": "KZ-PAV"}, actor=None)  # noqa: E731 -- called once, inside a check
    assert refused(change) == ("isil_taken", "isil")


def test_only_the_network_adds_and_only_the_head_changes() -> None:
    library = MemberFactory()
    head, stranger = PostFactory(library=library).user, PostFactory().user
    assert refused(lambda: members.add_member(code="x1", details=DETAILS, actor=head))[0] == "not_allowed"
    changed = {"phone": "+7 717"}
    assert (
        refused(lambda: members.change_details(library=library, details=changed, actor=stranger))[0]
        == "not_allowed"
    )
    assert members.change_details(library=library, details=changed, actor=head).phone == "+7 717"


def test_another_profile_asks_for_another_review(trials: Trials) -> None:
    library = MemberFactory(profile_code="other", reviewed_trial="run-1")
    members.choose_profile(library=library, profile_code="unimarc", actor=None)
    assert (library.profile_code, library.reviewed_trial) == ("unimarc", "")
    choose = lambda: members.choose_profile(library=library, profile_code="nothing", actor=None)  # noqa: E731 -- called once, inside a check
    assert refused(choose) == ("profile", "profile_code")


def test_review_counts_for_the_newest_trial_only(trials: Trials) -> None:
    library = MemberFactory()
    review = lambda reference: members.review_trial(library=library, reference=reference, actor=None)  # noqa: E731 -- called thrice below
    assert refused(lambda: review("run-1"))[0] == "trial"
    trials.finish(library, "run-2")
    assert refused(lambda: review("run-1"))[0] == "trial"
    review("run-2")
    library.refresh_from_db()
    assert library.reviewed_trial == "run-2"


def test_go_live_is_recorded_and_dated(trials: Trials) -> None:
    library = MemberBranchFactory(library__profile_code="unimarc", library__reviewed_trial="run-1").library
    Library.objects.update(state=MembershipState.TRIAL)
    library.refresh_from_db()
    PostFactory(library=library)
    trials.finish(library)
    members.make_step(library=library, step="go_live", actor=administrator(), at=AT)
    stored = Library.objects.get(pk=library.pk)
    assert (stored.state, stored.joined_at) == ("live", AT)
    assert [(record.workflow, record.move, record.target) for record in history(library)] == [
        ("library.membership", "go_live", "live")
    ]


def test_refused_step_leaves_everything() -> None:
    library = MemberFactory(state=MembershipState.TRIAL)
    step = lambda: members.make_step(library=library, step="go_live", actor=administrator(), at=AT)  # noqa: E731 -- called once, inside a check
    assert refused(step)[0] == "branch"
    library.refresh_from_db()
    assert (library.state, library.joined_at, history(library).count()) == ("trial", None, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_steps_at_once_one_is_made() -> None:
    library, actor = MemberFactory(), administrator()
    outcomes: list[str] = []
    gate = threading.Barrier(2, timeout=60)

    def suspend() -> None:
        mine = Library.objects.get(pk=library.pk)
        gate.wait()
        try:
            members.make_step(library=mine, step="suspend", actor=actor, at=AT, reason="repair")
            outcomes.append("made")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=suspend) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["made", "wrong_state"]
    assert history(library).count() == 1

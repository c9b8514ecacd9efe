"""Every state of loans and holds against every move and every role."""

from datetime import timedelta

import pytest

from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.permissions import Borrower
from shanyraq.domains.library.lending.workflow import HOLDS, LOANS
from tests.factories import lending as make
from tests.factories.lending import AT, DAY
from tests.platform.transparency.exhaustive import granted, walk

DESK_LOAN = {
    ("open", "renew"),
    ("open", "take_back_renewal"),
    ("open", "return"),
    ("returned", "reopen"),
    ("open", "undo"),
    ("open", "declare_lost"),
    ("lost", "find"),
    ("lost", "replace"),
}
DESK_HOLD = {
    *((state, "send") for state in ("queued", "ready")),
    *((state, "shelve") for state in ("queued", "in_transit")),
    *((state, "pick_up") for state in ("queued", "in_transit", "ready")),
    *((state, "requeue") for state in ("in_transit", "ready", "picked_up")),
    ("picked_up", "put_back"),
    *((state, "cancel") for state in ("queued", "in_transit", "ready")),
    ("ready", "expire"),
}
OWN_HOLD = {(state, "cancel") for state in ("queued", "in_transit", "ready")}


def _roles(house):
    return {
        "desk": house.desk,
        "own": Borrower(house.reader.pk),
        "stranger": Borrower(house.second.pk),
        "platform": None,
    }


def test_every_state_of_a_loan_meets_every_move_and_role(house):
    def make_loan(state):
        item = make.make_item(make.make_edition(), house.main)
        return Loan.objects.create(
            item=item, reader=house.reader, rule=house.rule, branch=house.main, state=state, lent_at=AT,
            due_date=DAY + timedelta(days=900), renewals=1, closed_at=AT,
        )  # fmt: skip  # a row is read better in lines

    made = granted(walk(LOANS, make=make_loan, roles=_roles(house)))
    assert made == {(*cell, "desk") for cell in DESK_LOAN} | {("open", "renew", "own")}


def test_every_state_of_a_hold_meets_every_move_and_role(house):
    def make_hold(state):
        edition = make.make_edition()
        return Hold.objects.create(
            edition=edition, item=make.make_item(edition, house.main), reader=house.reader,
            pickup_branch=house.main, state=state, placed_at=AT, shelf_until=DAY,
        )  # fmt: skip  # a row is read better in lines

    made = granted(walk(HOLDS, make=make_hold, roles=_roles(house)))
    expected = {(*cell, "desk") for cell in DESK_HOLD} | {(*cell, "own") for cell in OWN_HOLD}
    assert made == expected | {("ready", "expire", "platform")}


@pytest.mark.parametrize(
    ("workflow", "final"),
    [(LOANS, {"replaced", "mistaken"}), (HOLDS, {"cancelled", "expired"})],
)
def test_procedures_end_where_they_should(workflow, final):
    assert set(workflow.final_states) == final

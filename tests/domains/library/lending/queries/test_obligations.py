"""A library leaves the network only when nothing of it is in readers' hands."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanyraq.domains.library.lending.actions.loans import lend
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.queries.obligations import obligations_of
from shanyraq.domains.library.network.actions.members import make_step
from shanyraq.domains.library.reading.models import DigitalLoan
from shanyraq.kernel.errors import Refusal
from tests.factories import lending as make
from tests.factories import library_reading as digital
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def leave(library):
    boss = UserFactory(is_superuser=True)
    return make_step(library=library, step="leave", actor=boss, at=make.AT, reason="merged with another")


def test_a_library_with_open_loans_and_holds_may_not_leave(house):
    library = house.main.library
    lend(item=house.item, reader=house.reader, librarian=house.desk, at=make.AT)
    Hold.objects.create(
        edition=house.edition, reader=house.second, pickup_branch=house.hall, placed_at=make.AT
    )
    with pytest.raises(Refusal) as caught:
        leave(library)
    assert caught.value.code == "owed"
    assert [(each.code, each.number) for each in obligations_of(library)] == [("loans", 1), ("holds", 1)]
    assert all(each.text in str(caught.value) for each in obligations_of(library))
    library.refresh_from_db()
    assert library.state == "live"


def test_what_others_owe_is_no_hindrance(house):
    lend(item=house.item, reader=house.reader, librarian=house.desk, at=make.AT)
    assert obligations_of(house.other.library) == []
    leave(house.other.library)
    house.other.library.refresh_from_db()
    assert house.other.library.state == "left"


def test_copies_on_the_way_and_those_kept_elsewhere_count_for_both(house):
    hold = Hold.objects.create(
        edition=house.edition, reader=house.reader, pickup_branch=house.other, item=house.item,
        state="in_transit", placed_at=make.AT,
    )  # fmt: skip  # a row
    Transfer.objects.create(
        item=house.item, from_branch=house.main, to_branch=house.other, hold=hold, sent_at=make.AT
    )
    for library in (house.main.library, house.other.library):
        assert [(each.code, each.number) for each in obligations_of(library)] == [
            ("holds", 1), ("transfers", 1),
        ]  # fmt: skip  # a table


def test_a_settled_library_may_leave(house):
    lend(item=house.item, reader=house.reader, librarian=house.desk, at=make.AT)
    Loan.objects.update(state="lost", closed_at=make.AT)
    leave(house.main.library)
    house.main.library.refresh_from_db()
    assert house.main.library.state == "left"


def test_digital_loans_keep_a_library_until_their_term_is_over(house):
    edition = digital.digital(house.main.library, edition=house.edition, access_class="loan")
    loan = DigitalLoan.objects.create(
        edition=edition, user=UserFactory(), copy=1,
        lent_at=timezone.now(), due_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip  # a row
    with pytest.raises(Refusal, match="digital"):
        leave(house.main.library)
    DigitalLoan.objects.filter(pk=loan.pk).update(ended_at=timezone.now(), end="returned")
    leave(house.main.library)

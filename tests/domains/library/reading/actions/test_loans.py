from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from shanyraq.domains.library.reading.actions import editions, loans
from shanyraq.domains.library.reading.models import DigitalLoan, QueuePlace
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberFactory
from tests.factories.library_reading import AT, digital


@pytest.fixture
def book(db):
    return digital(access_class="loan", copies=1, loan_days=14)


@pytest.fixture
def readers(db):
    return [UserFactory() for _ in range(4)]


def refusal_of(action, **values):
    with pytest.raises(Refusal) as refused:
        action(**values)
    return refused.value.code


def test_one_copy_is_lent_to_one_reader_for_a_term(book, readers):
    loan = loans.borrow(edition=book, user=readers[0], at=AT)
    assert (loan.copy, loan.due_at) == (1, AT + timedelta(days=14))
    assert loans.borrow(edition=book, user=readers[0], at=AT + timedelta(days=1)) == loan
    assert refusal_of(loans.borrow, edition=book, user=readers[1], at=AT) == "all_lent"


def test_a_loan_ends_by_itself_and_the_next_is_offered_the_copy(book, readers):
    loans.borrow(edition=book, user=readers[0], at=AT)
    for user in readers[1:3]:
        assert loans.join_queue(edition=book, user=user, at=AT).offered_until is None
    later = AT + timedelta(days=14)
    assert loans.settle_all(at=later - timedelta(seconds=1)) == 0
    assert loans.settle_all(at=later) == 1
    ended = DigitalLoan.objects.get()
    assert (ended.end, ended.ended_at) == ("expired", ended.due_at)
    first, second = QueuePlace.objects.order_by("position")
    assert (first.user, first.offered_until) == (readers[1], later + loans.OFFER)
    assert second.offered_until is None
    assert [message.recipient for message in Message.objects.all()] == [readers[1].email]
    assert refusal_of(loans.borrow, edition=book, user=readers[3], at=later) == "all_lent"
    assert refusal_of(loans.borrow, edition=book, user=readers[2], at=later) == "all_lent"
    assert loans.borrow(edition=book, user=readers[1], at=later).copy == 1


def test_an_offer_that_is_not_taken_goes_to_the_next(book, readers):
    loans.borrow(edition=book, user=readers[0], at=AT)
    for user in readers[1:3]:
        loans.join_queue(edition=book, user=user, at=AT)
    loans.give_back(loan=DigitalLoan.objects.get(), user=readers[0], at=AT)
    lapsed = AT + loans.OFFER
    assert loans.settle_all(at=lapsed) == 1
    (place,) = QueuePlace.objects.all()
    assert (place.user, place.offered_until) == (readers[2], lapsed + loans.OFFER)
    assert Message.objects.count() == 2


def test_a_queue_for_a_free_copy_is_an_offer_at_once(book, readers):
    assert loans.join_queue(edition=book, user=readers[0], at=AT).offered_until == AT + loans.OFFER
    assert refusal_of(loans.borrow, edition=book, user=readers[1], at=AT) == "all_lent"
    loans.leave_queue(edition=book, user=readers[0], at=AT)
    assert loans.borrow(edition=book, user=readers[1], at=AT).copy == 1


def test_several_copies_are_lent_side_by_side(book, readers):
    book.copies = 2
    book.save()
    assert [loans.borrow(edition=book, user=user, at=AT).copy for user in readers[:2]] == [1, 2]
    loans.give_back(loan=DigitalLoan.objects.get(copy=1), user=readers[0], at=AT)
    assert loans.borrow(edition=book, user=readers[2], at=AT).copy == 1


def test_what_is_not_lent_cannot_be_borrowed(readers):
    for values in (
        {"access_class": "public"},
        {"access_class": "loan", "state": "review"},
        {"access_class": "loan", "embargo_until": "2099-01-01"},
    ):
        edition = digital(MemberFactory(), **values)
        edition.refresh_from_db()
        assert refusal_of(loans.borrow, edition=edition, user=readers[0], at=AT) == "not_lent"
        assert refusal_of(loans.join_queue, edition=edition, user=readers[0], at=AT) == "not_lent"


def test_a_reader_may_not_end_the_loan_of_another(book, readers):
    loan = loans.borrow(edition=book, user=readers[0], at=AT)
    assert refusal_of(loans.give_back, loan=loan, user=readers[1], at=AT) == "not_allowed"
    loans.give_back(loan=loan, user=readers[0], at=AT)
    loans.give_back(loan=loan, user=readers[0], at=AT + timedelta(hours=1))
    loan.refresh_from_db()
    assert (loan.end, loan.ended_at) == ("returned", AT)


def test_there_is_a_most_of_loans(readers):
    for _ in range(loans.MOST_LOANS):
        loans.borrow(edition=digital(access_class="loan"), user=readers[0], at=AT)
    edition = digital(access_class="loan")
    assert refusal_of(loans.borrow, edition=edition, user=readers[0], at=AT) == "too_many"


def row(book, user, copy=1, **values):
    given = {"lent_at": AT, "due_at": AT + timedelta(days=1)} | values
    return DigitalLoan(user=user, edition=book, copy=copy, **given)


@pytest.mark.parametrize(
    "second",
    [
        lambda book, readers: row(book, readers[1]),
        lambda book, readers: row(book, readers[0], copy=2),
        lambda book, readers: row(book, readers[1], copy=3),
        lambda book, readers: row(book, readers[1], copy=2, due_at=AT),
        lambda book, readers: row(book, readers[1], copy=2, ended_at=AT),
        lambda book, readers: row(book, readers[1], copy=2, end="returned"),
    ],
)
def test_the_database_itself_refuses_what_may_not_be(book, readers, second):
    book.copies = 2
    book.save()
    row(book, readers[0]).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        second(book, readers).save()


def test_the_place_in_a_queue_is_one_reader_s(book, readers):
    QueuePlace.objects.create(edition=book, user=readers[0], position=1, joined_at=AT)
    for values in ({"user": readers[1], "position": 1}, {"user": readers[0], "position": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QueuePlace.objects.create(edition=book, joined_at=AT, **values)


def test_fewer_copies_than_are_lent_cannot_be_kept(member, head, readers):
    edition = digital(member, access_class="loan", copies=2)
    for user in readers[:2]:
        loans.borrow(edition=edition, user=user, at=AT)
    code = refusal_of(editions.describe_edition, edition=edition, values={"copies": 1}, actor=head, at=AT)
    assert code == "copies_lent"


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_only_so_many_borrow_as_there_are_copies():
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here

    edition = digital(access_class="loan", copies=3)
    users = [UserFactory() for _ in range(12)]

    def attempt(user):
        try:
            return loans.borrow(edition=edition, user=user, at=AT).copy
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=6) as pool:
        outcomes = list(pool.map(attempt, users))
    assert sorted(map(str, outcomes)) == ["1", "2", "3", *["all_lent"] * 9]

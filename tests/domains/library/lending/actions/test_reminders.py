"""Letters before and after a due date."""

from datetime import timedelta

from shanyraq.domains.library.lending.actions.loans import lend, receive, renew
from shanyraq.domains.library.lending.actions.reminders import ask_back_overdue, send_reminders
from shanyraq.domains.library.lending.models import ReaderProfile
from shanyraq.domains.library.lending.permissions import Borrower
from shanyraq.platform.notifications.models import Message
from shanyraq.platform.notifications.optouts import decline
from tests.factories import lending as make
from tests.factories.lending import AT


def day(number):
    return AT + timedelta(days=number)


def _lend(house, item=None):
    return lend(item=item or house.item, reader=house.reader, librarian=house.desk, at=AT).loan


def test_reminder_goes_out_once_for_all_that_is_due_soon(house):
    _lend(house)
    _lend(house, make.make_item(make.make_edition("Көшпенділер"), house.main))
    assert [send_reminders(at=day(number)) for number in (10, 11, 12, 14)] == [0, 1, 0, 0]
    letter = Message.objects.get()
    assert (letter.recipient, letter.language, letter.kind) == (house.reader.email, "kk", "library_reminders")
    assert "Көшпенділер" in letter.body_text
    assert "Абай жолы" in letter.body_text


def test_reminder_is_written_in_the_readers_language(house):
    ReaderProfile.objects.create(reader=house.reader, language="en")
    _lend(house)
    send_reminders(at=day(12))
    assert Message.objects.get().subject == "A book is due soon"


def test_renewed_loan_is_reminded_of_again(house):
    loan = _lend(house)
    send_reminders(at=day(12))
    renew(loan=loan, actor=Borrower(house.reader.pk), at=day(12))
    assert [send_reminders(at=day(number)) for number in (13, 24)] == [0, 1]


def test_overdue_book_is_asked_back_three_times(house):
    _lend(house)
    sent = [ask_back_overdue(at=day(14 + late)) for late in range(40)]
    assert [late for late, number in enumerate(sent) if number] == [1, 8, 22]


def test_a_worker_that_slept_sends_one_letter_for_what_it_missed(house):
    _lend(house)
    assert [ask_back_overdue(at=day(14 + late)) for late in (30, 31)] == [1, 0]


def test_returned_book_is_not_asked_back(house):
    _lend(house)
    receive(item=house.item, librarian=house.desk, at=AT)
    assert (send_reminders(at=day(13)), ask_back_overdue(at=day(20))) == (0, 0)


def test_no_letter_goes_to_who_declined_it_or_has_no_address(house):
    _lend(house)
    decline(recipient=house.reader.email, kind="library_reminders")
    send_reminders(at=day(12))
    assert Message.objects.get().status == "declined"
    Message.objects.all().delete()
    house.reader.email = ""
    house.reader.save()
    ask_back_overdue(at=day(20))
    assert not Message.objects.exists()

"""Fifty desks at once: nothing is lost, nothing is made twice, no desk meets an error."""

import threading

from django.db import connection

from benchmarks.library_desks import broken_invariants, play
from benchmarks.library_desks_stock import stock
from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.actions.loans import lend, receive
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.kernel.errors import Refusal
from tests.domains.library.lending.conftest import build_house
from tests.factories import lending as make
from tests.factories.lending import AT

STEPS = 12


def test_fifty_desks_at_once_lose_nothing_and_keep_every_invariant(transactional_db):
    tally = play(stock(), desks=50, goes_on=lambda steps, _seconds: steps < STEPS)
    assert broken_invariants(tally) == []
    assert sum(tally.done.values()) + sum(tally.refused.values()) == 50 * STEPS
    assert min(tally.done[name] for name in ("lent", "returned", "reserved")) > 10


def _at_once(calls) -> list[str]:
    start, outcomes = threading.Barrier(len(calls), timeout=60), []

    def run(call):
        try:
            start.wait()
            call()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        except Exception as error:  # noqa: BLE001 - the test shows whatever it was
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


def test_one_copy_goes_to_one_of_many_readers_at_once(transactional_db):
    house = build_house()
    readers = [make.make_reader(house.main.library) for _number in range(12)]
    calls = [
        lambda reader=reader: lend(item=house.item, reader=reader, librarian=house.desk, at=AT)
        for reader in readers
    ]
    assert _at_once(calls) == ["done", *["lent_elsewhere"] * 11]
    assert Loan.objects.count() == 1


def test_one_reader_takes_no_more_than_allowed_at_many_desks_at_once(transactional_db):
    house = build_house()
    items = [make.make_item(make.make_edition(), house.main) for _number in range(8)]
    calls = [
        lambda item=item: lend(item=item, reader=house.reader, librarian=house.desk, at=AT) for item in items
    ]
    assert _at_once(calls) == [*["done"] * 3, *["too_many_loans"] * 5]


def test_two_copies_returned_at_once_go_to_the_two_first_who_wait(transactional_db):
    house = build_house()
    twin = make.make_item(house.edition, house.main)
    for reader in (house.reader, house.second, house.third):
        place_hold(reader=reader, edition=house.edition, branch=house.main, at=AT)
    calls = [lambda item=item: receive(item=item, librarian=house.desk, at=AT) for item in (house.item, twin)]
    assert _at_once(calls) == ["done", "done"]
    ready = Hold.objects.filter(state="ready").values_list("reader_id", flat=True)
    assert set(ready) == {house.reader.pk, house.second.pk}


def test_one_reader_reserves_a_book_once_however_often_the_button_is_pressed(transactional_db):
    house = build_house()
    calls = [
        lambda: place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
        for _number in range(6)
    ]
    assert _at_once(calls) == [*["already_held"] * 5, "done"]
    assert Hold.objects.count() == 1

"""Chains of merges are followed to their end, and never loop."""

from datetime import timedelta

import pytest

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.queries.families import current_editions, edition_now, family_of
from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.models import Hold, ReadingList, ReadingListEntry
from shanyraq.domains.library.lending.queries.availability import waiting_for
from shanyraq.domains.library.lending.queries.lists import lines_of
from shanyraq.domains.library.lending.queries.readers import holds_of, position_of
from shanyraq.domains.library.lending.queries.worklists import to_pull
from tests.factories import lending as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(house):
    """First into middle into the edition that has the copy; a hold on each, placed one after another."""
    first, middle = make.make_edition("First"), make.make_edition("Middle")
    held = zip((first, middle, house.edition), (house.reader, house.second, house.third), strict=True)
    for number, (edition, reader) in enumerate(held):
        Hold.objects.create(
            edition=edition,
            reader=reader,
            pickup_branch=house.main,
            placed_at=make.AT + timedelta(hours=number),
        )
    middle.merged_into = house.edition
    middle.save()
    first.merged_into = middle
    first.save()
    return first, middle, house.edition


def test_family_of_any_of_them_begins_with_the_last(chain):
    last = chain[-1].pk
    for edition in chain:
        family = family_of(edition.pk)
        assert family[0] == last
        assert set(family) == {each.pk for each in chain}


def test_current_editions_follow_the_chain_in_two_queries(chain, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert current_editions(chain) == {edition.pk: chain[-1] for edition in chain}
    with django_assert_num_queries(0):
        assert current_editions(chain[-1:]) == {chain[-1].pk: chain[-1]}


def test_holds_on_all_of_them_are_one_queue(house, chain):
    last = chain[-1].pk
    assert list(Hold.objects.annotate(one=edition_now()).values_list("one", flat=True)) == [last] * 3
    assert waiting_for([last]) == {last: 3}
    readers = (house.reader, house.second, house.third)
    assert [position_of(holds_of(reader).get()) for reader in readers] == [1, 2, 3]


def test_the_copy_is_pulled_for_the_hold_at_the_beginning_of_the_chain(house, chain):
    pulls = to_pull(house.main, at=make.AT + timedelta(days=1))
    assert [(pull.item, pull.hold.reader) for pull in pulls] == [(house.item, house.reader)]


def test_a_hold_on_any_of_them_stands_on_the_last(house, chain):
    Hold.objects.all().delete()
    hold = place_hold(reader=house.reader, edition=chain[0], branch=house.main, at=make.AT)
    assert hold.edition_id == chain[-1].pk


def test_a_reading_list_shows_what_each_book_is_now(chain):
    made = ReadingList.objects.create(
        owner=UserFactory(), title="List", language="kk", created_at=make.AT, changed_at=make.AT
    )
    for position, edition in enumerate(chain, 1):
        ReadingListEntry.objects.create(
            reading_list=made, edition_public_id=edition.public_id, position=position
        )
    assert [line.title.public_id for line in lines_of(made)] == [chain[-1].public_id] * 3


def test_a_ring_of_merges_ends(chain):
    first, _middle, last = chain
    Edition.objects.filter(pk=last.pk).update(merged_into=first)
    assert family_of(first.pk) == []
    assert set(Hold.objects.annotate(one=edition_now()).values_list("one", flat=True)) == {None}

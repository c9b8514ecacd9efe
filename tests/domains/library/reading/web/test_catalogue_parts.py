from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.domains.library.reading.web import catalogue_parts
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberFactory, PostFactory
from tests.factories.library_reading import AT, catalogued, digital


@pytest.fixture
def asked():
    def make(user=None):
        request = RequestFactory().get("/")
        request.user = user or AnonymousUser()
        return request

    return make


def test_editions_get_a_button_with_what_stands_against_it(member, asked):
    open_, lent, hidden = (
        digital(member),
        digital(member, access_class="loan"),
        digital(member, state="review"),
    )
    wanted = [book.edition_id for book in (open_, lent, hidden)]
    parts = catalogue_parts.edition_parts(wanted, asked())
    assert set(parts) == {open_.edition_id, lent.edition_id}
    (part,) = parts[open_.edition_id]
    assert (part.kind, part.address, part.note) == ("read", f"/kk/library/read/{open_.public_id}/", "")
    assert parts[lent.edition_id][0].note


def test_operators_are_offered_to_digitise(member, operator, asked):
    book = digital(member)
    parts = catalogue_parts.edition_parts([book.edition_id], asked(operator))[book.edition_id]
    assert [part.kind for part in parts] == ["read", "other"]
    assert parts[1].address.endswith(f"/library/staff/digital/new/?edition={book.edition.public_id}")


def test_digital_editions_come_newest_first(member, asked, django_assert_num_queries):
    old, new = digital(member), digital(member, published_at=AT.replace(day=25))
    digital(member, state="review")
    with django_assert_num_queries(1):
        found = list(catalogue_parts.digital(Edition.objects.all(), asked()))
    assert [edition.pk for edition in found] == [new.edition_id, old.edition_id]


def test_facts_tell_what_can_be_read(member):
    shown, hidden = digital(member), digital(member, state="review")
    facts = catalogue_parts.facts([shown.edition_id, hidden.edition_id])
    assert facts == {shown.edition_id: ("digital", "online", "online-signed-in")}


def test_programs_without_an_account_are_led_to_books_that_need_one_or_a_room(member, asked):
    classes = ("public", "registered", "reading_room", "loan", "staff")
    books = {each: digital(member, access_class=each) for each in classes}
    closed = digital(member, access_class="registered", embargo_until=date(2999, 1, 1))
    ids = [each.edition_id for each in (*books.values(), closed)]
    offered = catalogue_parts.acquisitions(ids, asked())
    assert {
        name: [(way.address, way.media_type, way.relation) for way in offered.get(book.edition_id, ())]
        for name, book in (*books.items(), ("closed", closed))
    } == {
        name: [(f"/kk/library/read/{book.public_id}/", "text/html", "borrow" if name == "loan" else "")]
        for name, book in books.items()
        if name != "staff"
    } | {"staff": [], "closed": []}


def test_digital_editions_of_merged_editions_stand_on_what_these_are_now(member, asked):
    book, last, middle = digital(member), catalogued("Соңғысы"), catalogued("Ортасы")
    middle.merged_into = last
    middle.save()
    book.edition.merged_into = middle
    book.edition.save()
    parts = catalogue_parts.edition_parts([last.pk], asked())
    assert [part.address for part in parts[last.pk]] == [f"/kk/library/read/{book.public_id}/"]
    assert set(catalogue_parts.acquisitions([last.pk], asked())) == {last.pk}
    assert list(catalogue_parts.digital(Edition.objects.all(), asked())) == [last]
    assert set(catalogue_parts.facts([last.pk])) == {last.pk}
    assert catalogue_parts.editions_now([str(book.edition_id)]) == {str(last.pk)}


@pytest.mark.parametrize("role", ["", "circulation", "digitisation", "network"])
def test_what_is_counted_is_what_is_offered(member, asked, role):
    """A list says how many it holds: no more than the ways that it shows."""
    other = MemberFactory()
    for library in (member, other):
        for access in AccessClass.values:
            for until in (None, date(2020, 1, 1), date(2999, 1, 1)):
                digital(library, access_class=access, embargo_until=until)
        for state in EditionState.values:
            digital(library, state=state)
    user = UserFactory()
    if role:
        PostFactory(user=user, library=None if role == "network" else member, role=role)
    request = asked(user if role else None)
    counted = catalogue_parts.digital(Edition.objects.all(), request)
    offered = catalogue_parts.acquisitions(list(Edition.objects.values_list("pk", flat=True)), request)
    assert {edition.pk for edition in counted} == set(offered)
    assert 0 < len(offered) <= Edition.objects.count()

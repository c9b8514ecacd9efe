"""What is to be had just now, through the catalogue's search."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue import indexing
from shanyraq.domains.library.lending.models import Loan
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.platform.search.documents import sources
from tests.factories import lending as desk
from tests.factories import library_catalogue as make
from tests.factories import library_reading as digital
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(index):
    """Abai is in both libraries, lent in Almaty; the war in the first alone; one is online."""
    nlrk, almaty = make.library(), make.library("almaty")
    abai, war, online = make.edition(), make.edition(make.WAR), make.edition(make.WAR)
    make.item(make.record(abai, nlrk, "1"))
    lent = make.item(make.record(abai, almaty, "2"))
    make.item(make.record(war, nlrk, "3"))
    make.record(online, almaty, "4")
    lend(lent)
    digital.digital(library=almaty, edition=online, access_class=AccessClass.REGISTERED)
    index()
    return abai, war, online


def lend(item):
    return Loan.objects.create(
        item=item,
        reader=desk.make_reader(item.branch.library),
        rule=desk.make_rule(item.branch.library),
        branch=item.branch,
        lent_at=desk.AT,
        due_date=desk.DAY + timedelta(days=14),
    )


def found(query, client=None):
    response = (client or Client()).get(f"/en/library/search/?{query}")
    assert response.status_code == 200
    editions = {line[0].edition for line in response.context_data.get("lines", [])}
    facets = {
        facet.key: {value.label: value.count for value in facet.values}
        for facet in response.context_data.get("facets", ())
    }
    return editions, facets


def signed_in(library=None):
    client, user = Client(), UserFactory()
    client.force_login(user)
    if library:
        desk.make_reader(library, user=user)
    return client


def test_with_a_library_the_shelf_is_that_of_the_library(shelf):
    abai, war, online = shelf
    assert found("state=at-hand")[0] == {abai, war}
    assert found("state=at-hand&library=nlrk")[0] == {abai, war}
    assert found("state=at-hand&library=almaty")[0] == set()
    assert found("state=at-hand&library=almaty&library=nlrk")[0] == {abai, war}
    assert found("state=at-hand&library=nlrk&branch=nlrk/main")[0] == {abai, war}
    assert found("library=almaty")[0] == {abai, online}


def test_counts_are_what_a_choice_gives(shelf):
    label = "Available now: on the shelf"
    assert found("")[1]["state"][label] == 2
    assert label not in found("library=almaty")[1].get("state", {})
    assert found("library=nlrk")[1]["state"][label] == 2
    assert found("library=nlrk&library=almaty")[1]["state"][label] == 2
    assert found("state=at-hand")[1].get("library", {}) == {}  # one library is no choice
    chosen = found("state=at-hand&library=nlrk")[1]
    assert chosen["library"] == {"Library nlrk": 2}
    assert "branch" not in chosen  # there is one
    assert found("state=at-hand&library=nlrk&branch=nlrk/main")[1]["branch"] == {"Main hall": 2}
    assert found("state=at-hand&state=digital&library=nlrk")[1]["library"] == {
        "Library nlrk": 2, "Library almaty": 2,
    }  # fmt: skip  # a table


def test_who_is_signed_in_finds_what_they_may_read(shelf):
    label = "Available now: to read here"
    assert found("state=online")[0] == set()
    assert label not in found("")[1]["state"]
    reader = signed_in()
    assert found("state=online", reader)[0] == {shelf[2]}
    assert found("", reader)[1]["state"][label] == 1
    assert found("", reader)[1]["state"]["can be read here"] == 1


def test_the_readers_own_library_comes_first(shelf):
    abai = shelf[0]
    almaty = abai.records.get(control_number="2").library
    assert next(iter(found("", signed_in(almaty))[1]["library"])) == "In my library: Library almaty"
    assert "In my library: Library almaty" not in found("", signed_in())[1]["library"]


@pytest.mark.parametrize(
    ("access", "offers"),
    [
        ({"access_class": AccessClass.PUBLIC}, ("digital", "online", "online-signed-in")),
        ({"access_class": AccessClass.REGISTERED}, ("digital", "online-signed-in")),
        ({"access_class": AccessClass.READING_ROOM}, ("digital",)),
        ({"access_class": AccessClass.LOAN}, ("digital",)),
        ({"access_class": AccessClass.STAFF}, ()),
        ({"access_class": AccessClass.PUBLIC, "embargo_until": "2999-01-01"}, ("digital",)),
        ({"access_class": AccessClass.PUBLIC, "state": EditionState.RESTRICTED}, ()),
        ({"access_class": AccessClass.PUBLIC, "state": EditionState.REVIEW}, ()),
    ],
)
def test_a_digital_edition_is_offered_to_whom_it_is_open(access, offers):
    edition = make.edition()
    library = make.library()
    make.record(edition, library)
    digital.digital(library=library, edition=edition, **access)
    [document] = indexing.documents([str(edition.pk)])
    assert document.own["state"] == offers


def test_closed_branches_and_copies_that_are_away_are_not_at_hand():
    edition = make.edition()
    item = make.item(make.record(edition, make.library()))
    loan = lend(item)
    assert next(indexing.documents([str(edition.pk)])).own["state"] == ()
    loan.delete()
    assert "at-hand" in next(indexing.documents([str(edition.pk)])).own["state"]
    item.branch.is_closed = True
    item.branch.save()
    assert next(indexing.documents([str(edition.pk)])).own["state"] == ()


def test_a_loan_marks_its_edition_for_the_index():
    edition = make.edition()
    item = make.item(make.record(edition, make.library()))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_change")
        lend(item)
        cursor.execute("SELECT source, key FROM search_change")
        [mark] = [row for row in cursor.fetchall() if "item" in row[0]]
    source, _, spread = mark[0].partition("/")
    assert sources()[source].spreads[spread]([mark[1]]) == {str(edition.pk)}


def test_the_search_costs_a_constant_number_of_queries(shelf):
    query = "/en/library/search/?state=at-hand&library=nlrk&library=almaty"
    Client().get(query)
    with CaptureQueriesContext(connection) as few:
        Client().get(query)
    for number in range(5):
        make.item(make.record(make.edition(make.WAR), Library.objects.get(code="nlrk"), f"w{number}"))
    with CaptureQueriesContext(connection) as many:
        Client().get(query)
    assert len(few) == len(many)

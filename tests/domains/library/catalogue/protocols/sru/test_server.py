"""SRU, asked as clients do."""

import shutil
import subprocess

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import library_catalogue as make
from tests.platform.search.shelf import look

OLD = "{http://www.loc.gov/zing/srw/}"
NEW = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
DIAGNOSTIC = "{http://www.loc.gov/zing/srw/diagnostic/}"
MARC = "{http://www.loc.gov/MARC21/slim}"

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(index):
    nlrk, almaty = make.library(isil="KZ-NLRK"), make.library("almaty")
    abai, war = make.edition(), make.edition(make.WAR)
    make.item(make.record(abai, nlrk, "kz-1"), inventory_number="И-1001")
    make.record(abai, almaty, "al-1")
    make.record(war, nlrk, "kz-2")
    index()
    return abai, war


def ask(**parameters):
    response = Client().get("/sru", parameters)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def search(query, **more):
    return ask(operation="searchRetrieve", version="1.2", query=query, **more)


def identifiers(tree, space=OLD):
    return [each.text for each in tree.iter(f"{space}recordIdentifier")]


def diagnostics(tree):
    return [each.text.rpartition("/")[2] for each in tree.iter(f"{DIAGNOSTIC}uri")]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("Ауэзов", {0, 1}),
        ("dc.title = жолы", {0}),
        ('dc.title = "Абай жолы"', {0}),
        ("title = joly", {0}),
        ("dc.creator = Áuezov", {0, 1}),
        ("bath.isbn = 978-5-605-00657-2", {0}),
        ("isbn=5605006576", {0}),
        ("rec.identifier = al-1", {0}),
        ('dc.identifier any "kz-1 kz-2"', {0, 1}),
        ("dc.language = rus", {1}),
        ("dc.language = kk", {0}),
        ("dc.date = 1989", {0}),
        ("dc.date < 1989", {1}),
        ("dc.date >= 1971 and dc.date <= 1989", {0, 1}),
        ('dc.date within "1970 1980"', {1}),
        ("Ауэзов not dc.language=rus", {0}),
        ("(жолы or путь) and dc.type = book", {0, 1}),
        ('title exact "Путь Абая"', {1}),
        ("жол*", {0}),
        ("bath.possessingInstitution = almaty", {0}),
        ("cql.allRecords = 1", {0, 1}),
        ("cql.allRecords = 1 not Ауэзов", set()),
        ("nothingofthekind", set()),
    ],
)
def test_queries_find_what_they_ask_for(shelf, query, places):
    tree = search(query)
    assert diagnostics(tree) == []
    assert set(identifiers(tree)) == {shelf[place].public_id for place in places}
    assert tree.findtext(f"{OLD}numberOfRecords") == str(len(places))


def test_records_are_marc_with_their_holders(shelf):
    tree = search("joly", recordSchema="marcxml")
    [record] = tree.iter(f"{MARC}record")
    fields = {field.get("tag"): field for field in record.iter(f"{MARC}datafield")}
    assert record.find(f"{MARC}controlfield[@tag='001']").text == shelf[0].public_id
    assert fields["245"].findtext(f"{MARC}subfield[@code='a']") == "Абай жолы"
    holders = [
        field.findtext(f"{MARC}subfield")
        for field in record.iter(f"{MARC}datafield")
        if field.get("tag") == "850"
    ]
    assert holders == ["almaty", "KZ-NLRK"]
    assert "Абай жолы" in ElementTree.tostring(search("joly", recordSchema="dc"), encoding="unicode")
    packed = search("joly", recordPacking="string").findtext(f".//{OLD}recordData")
    assert packed.startswith("<record xmlns")


def test_a_list_is_given_in_parts_and_in_order(shelf):
    first = search("Ауэзов sortBy dc.date", maximumRecords=1)
    assert identifiers(first) == [shelf[1].public_id]
    assert first.findtext(f"{OLD}nextRecordPosition") == "2"
    second = search("Ауэзов sortBy dc.date/sort.descending", maximumRecords=1)
    assert identifiers(second) == [shelf[0].public_id]
    assert identifiers(search("Ауэзов sortBy dc.date", startRecord=2)) == [shelf[0].public_id]
    assert search("Ауэзов", maximumRecords=0).findtext(f"{OLD}numberOfRecords") == "2"


@pytest.mark.parametrize(
    ("parameters", "number"),
    [
        ({"operation": "scan", "version": "1.2", "scanClause": "a"}, "4"),
        ({"operation": "searchRetrieve", "version": "9", "query": "a"}, "5"),
        ({"operation": "searchRetrieve", "version": "1.2"}, "7"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "a", "startRecord": "0"}, "6"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "a", "maximumRecords": "-1"}, "6"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "Ауэзов", "startRecord": "900"}, "61"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "a", "recordSchema": "mods9"}, "66"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "a", "recordPacking": "zip"}, "71"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "a", "sortKeys": "title"}, "80"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "a", "colour": "red"}, "8"),
        ({"operation": "searchRetrieve", "version": "1.2", "query": "(a"}, "13"),
    ],
)
def test_every_refusal_has_its_number(shelf, parameters, number):
    assert diagnostics(ask(**parameters)) == [number]


def test_version_two_speaks_its_own_language(shelf):
    tree = ask(query="жолы", recordXMLEscaping="xml")
    assert tree.tag == f"{NEW}searchRetrieveResponse"
    assert identifiers(tree, NEW) == [shelf[0].public_id]
    assert identifiers(ask(query="abai joly", queryType="searchTerms"), NEW) == [shelf[0].public_id]


def test_it_explains_itself():
    for parameters in ({}, {"operation": "explain", "version": "1.2"}):
        tree = ask(**parameters)
        assert tree.tag == f"{OLD}explainResponse"
        assert "bath.isbn" not in ElementTree.tostring(tree, encoding="unicode")
        assert [each.get("name") for each in tree.iter("{http://explain.z3950.org/dtd/2.0/}schema")] == [
            "marcxml", "dc", "unimarcxml",
        ]  # fmt: skip  # a table


def test_without_an_index_it_is_unavailable(settings, tmp_path):
    settings.SEARCH_FOLDER = str(tmp_path / "none")
    look()
    assert diagnostics(search("a")) == ["2"]
    look()


def test_it_asks_a_constant_number_of_queries(shelf, index):
    with CaptureQueriesContext(connection) as few:
        search("Ауэзов", maximumRecords=1)
    for number in range(20):
        make.record(make.edition(), shelf[0].records.first().library, f"x{number}")
    index()
    with CaptureQueriesContext(connection) as many:
        assert len(identifiers(search("Ауэзов", maximumRecords=20))) == 20
    assert len(few) == len(many)


@pytest.mark.django_db(transaction=True)
def test_yaz_reads_records(live_server, shelf):
    if shutil.which("zoomsh") is None:
        pytest.skip("zoomsh is not installed: apt-get install yaz")
    address = live_server.url.removeprefix("http://")
    commands = [
        "set sru get",
        f"connect http://{address}/sru",
        "search cql:dc.title=joly",
        "show 0 1",
        "quit",
    ]
    done = subprocess.run(
        ["zoomsh"], input="\n".join(commands) + "\n", capture_output=True, text=True, timeout=60, check=False
    )
    assert "1 hits" in done.stdout, done.stdout + done.stderr
    assert "Абай жолы" in done.stdout

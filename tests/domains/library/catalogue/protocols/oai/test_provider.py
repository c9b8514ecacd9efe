"""OAI-PMH, asked as harvesters do."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from sickle import Sickle
from sickle.oaiexceptions import IdDoesNotExist, NoRecordsMatch

from shanyraq.domains.library.catalogue.models import Record, RecordState
from shanyraq.domains.library.catalogue.protocols.oai import answers
from shanyraq.domains.library.network.states import MembershipState
from tests.factories import library_catalogue as make

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MARC = "{http://www.loc.gov/MARC21/slim}"


def ask(query="", client=None, **form):
    client = client or Client()
    content_type = "application/x-www-form-urlencoded"
    posted = client.post("/oai", urlencode(form), content_type=content_type) if form else None
    response = posted or client.get(f"/oai?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    return ElementTree.fromstring(response.content)


def error_of(tree):
    return [each.get("code") for each in tree.iter(f"{OAI}error")]


def identifiers(tree):
    return [each.text for each in tree.iter(f"{OAI}identifier")]


@pytest.fixture
def three(db):
    """Three records of two members, changed a day apart; the second is deleted."""
    nlrk, almaty = make.library(), make.library("almaty")
    edition, other = make.edition(), make.edition(make.WAR)
    return [
        make.record(edition, nlrk, "a 1/ә", changed_at=make.AT - timedelta(days=2)),
        make.record(other, nlrk, "2", changed_at=make.AT - timedelta(days=1), state=RecordState.DELETED),
        make.record(edition, almaty, "3", changed_at=make.AT),
    ]


def test_it_says_who_it_is(three):
    tree = ask("verb=Identify")
    told = {each.tag.removeprefix(OAI): each.text for each in tree.find(f"{OAI}Identify")}
    assert told["protocolVersion"] == "2.0"
    assert told["deletedRecord"] == "persistent"
    assert told["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert told["earliestDatestamp"] == "2026-11-18T09:30:00Z"
    assert tree.find(f"{OAI}request").attrib == {"verb": "Identify"}


def test_formats_and_sets_are_listed(three):
    tree = ask("verb=ListMetadataFormats")
    assert [each.text for each in tree.iter(f"{OAI}metadataPrefix")] == ["oai_dc", "marc21", "unimarc"]
    tree = ask(verb="ListSets")
    assert [each.text for each in tree.iter(f"{OAI}setSpec")] == ["almaty", "nlrk"]


def test_records_come_in_the_order_of_their_changes(three):
    tree = ask("verb=ListRecords&metadataPrefix=oai_dc")
    assert identifiers(tree) == [
        "oai:127.0.0.1:nlrk/a%201%2F%D3%99",
        "oai:127.0.0.1:nlrk/2",
        "oai:127.0.0.1:almaty/3",
    ]
    first, gone, _last = tree.iter(f"{OAI}record")
    assert [each.text for each in first.iter(f"{DC}title")][:2] == [
        "Абай жолы: роман-эпопея. 1-кітап",
        "Abai joly",
    ]
    assert [each.text for each in first.iter(f"{DC}creator")] == [
        "Әуезов, Мұхтар Омарханұлы",
        "Áuezov, Muhtar",
    ]
    assert gone.find(f"{OAI}header").get("status") == "deleted"
    assert gone.find(f"{OAI}metadata") is None


@pytest.mark.parametrize(
    ("window", "found"),
    [
        ("from=2026-11-19", 2),
        ("from=2026-11-19&until=2026-11-19", 1),
        ("until=2026-11-18T09:29:59Z", 0),
        ("until=2026-11-18T09:30:00Z", 1),
        ("from=2026-11-20T09:30:00Z", 1),
        ("from=2026-11-20T09:30:01Z", 0),
        ("set=nlrk", 2),
        ("set=nlrk&from=2026-11-19", 1),
        ("set=unknown", 0),
        ("from=2027-01-01", 0),
    ],
)
def test_a_part_of_the_list_can_be_asked_for(three, window, found):
    tree = ask(f"verb=ListIdentifiers&metadataPrefix=oai_dc&{window}")
    assert len(identifiers(tree)) == found
    assert error_of(tree) == ([] if found else ["noRecordsMatch"])


@pytest.mark.parametrize("prefix", ["marc21", "unimarc"])
def test_marc_is_made_of_the_description(three, prefix):
    tree = ask(f"verb=GetRecord&identifier=oai:127.0.0.1:nlrk/a%25201%252F%25D3%2599&metadataPrefix={prefix}")
    text = ElementTree.tostring(tree, encoding="unicode")
    assert "Абай жолы" in text
    assert "9785605006572" in text


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Steal", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=nlrk", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-20&until=2026-11-19", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-20&until=2026-11-21T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31&until=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=mods", "cannotDisseminateFormat"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:nlrk/none", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%F0%28", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=http://x", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
    ],
)
def test_every_error_has_its_code(three, query, code):
    tree = ask(query)
    assert error_of(tree) == [code]
    if code in {"badVerb", "badArgument"}:
        assert tree.find(f"{OAI}request").attrib == {}


def test_a_list_goes_on_through_changes(three, monkeypatch):
    monkeypatch.setattr(answers, "PER_ANSWER", 1)
    tree = ask("verb=ListIdentifiers&metadataPrefix=oai_dc")
    token = tree.find(f".//{OAI}resumptionToken")
    assert (token.get("completeListSize"), token.get("cursor")) == ("3", "0")
    seen = identifiers(tree)
    Record.objects.filter(pk=three[0].pk).update(changed_at=make.AT + timedelta(hours=1))
    Record.objects.filter(pk=three[1].pk).update(state=RecordState.ACTIVE, changed_at=make.AT)
    while token is not None and token.text:
        tree = ask(f"verb=ListIdentifiers&resumptionToken={token.text}")
        assert error_of(tree) == []
        seen += identifiers(tree)
        token = tree.find(f".//{OAI}resumptionToken")
    assert seen == [
        "oai:127.0.0.1:nlrk/a%201%2F%D3%99",
        "oai:127.0.0.1:nlrk/2",
        "oai:127.0.0.1:almaty/3",
        "oai:127.0.0.1:nlrk/a%201%2F%D3%99",
    ]
    assert token is not None
    assert token.text is None


def test_what_a_library_that_left_holds_is_not_listed(three):
    three[0].library.state = MembershipState.LEFT
    three[0].library.save()
    assert identifiers(ask("verb=ListIdentifiers&metadataPrefix=oai_dc")) == ["oai:127.0.0.1:almaty/3"]


def test_a_list_costs_a_constant_number_of_queries(three):
    ask("verb=ListRecords&metadataPrefix=marc21")
    with CaptureQueriesContext(connection) as few:
        ask("verb=ListRecords&metadataPrefix=marc21")
    for number in range(30):
        make.record(three[0].edition, three[0].library, f"more {number}")
    with CaptureQueriesContext(connection) as many:
        tree = ask("verb=ListRecords&metadataPrefix=marc21")
    assert len(identifiers(tree)) == 33
    assert len(few) == len(many)


def test_a_forged_form_is_an_error_not_a_crash(three):
    response = Client().post("/oai", b"\xff\xfe" * 100, content_type="text/plain")
    assert response.status_code == 200
    assert b'code="badVerb"' in response.content
    response = Client().post(
        "/oai", b"verb=Identify&" * 5000, content_type="application/x-www-form-urlencoded"
    )
    assert b'code="badArgument"' in response.content


@pytest.mark.django_db(transaction=True)
def test_a_real_harvester_reads_it_all(live_server, three, monkeypatch):
    monkeypatch.setattr(answers, "PER_ANSWER", 2)
    sickle = Sickle(f"{live_server.url}/oai")
    assert sickle.Identify().protocolVersion == "2.0"
    assert [each.setSpec for each in sickle.ListSets()] == ["almaty", "nlrk"]
    records = list(sickle.ListRecords(metadataPrefix="oai_dc"))
    assert [each.deleted for each in records] == [False, True, False]
    assert records[0].metadata["language"] == ["kaz"]
    assert len(list(sickle.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True))) == 2
    assert sickle.GetRecord(
        identifier=records[2].header.identifier, metadataPrefix="marc21"
    ).header.setSpecs == ["almaty"]
    with pytest.raises(IdDoesNotExist):
        sickle.GetRecord(identifier="oai:127.0.0.1:nlrk/none", metadataPrefix="oai_dc")
    with pytest.raises(NoRecordsMatch):
        sickle.ListRecords(metadataPrefix="oai_dc", set="none")

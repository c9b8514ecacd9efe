"""OPDS of both versions, and the JSON API."""

import pytest
from defusedxml import ElementTree
from django.db.models import Max
from django.test import Client
from jsonschema import Draft202012Validator

from shanyraq.domains.library.catalogue import public_parts
from shanyraq.domains.library.catalogue.public_parts import Acquisition
from tests.factories import library_catalogue as make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LINK = {
    "type": "object",
    "required": ["href"],
    "properties": {
        "href": {"type": "string"}, "type": {"type": "string"}, "templated": {"type": "boolean"},
        "title": {"type": "string"}, "rel": {"type": ["string", "array"]},
        "properties": {"type": "object", "properties": {"numberOfItems": {"type": "integer", "minimum": 0}}},
    },
    "if": {"properties": {"rel": {"const": "search"}}, "required": ["rel"]},
    "then": {"required": ["templated"]},
}  # fmt: skip  # the parts of a link as the specification of OPDS 2.0 lists them
CONTRIBUTORS = {
    "type": "array",
    "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
}
PUBLICATION = {
    "type": "object",
    "required": ["metadata", "links", "images"],
    "properties": {
        "metadata": {
            "type": "object",
            "required": ["title"],
            "properties": {
                "title": {"type": "string", "minLength": 1}, "@type": {"type": "string"},
                "identifier": {"type": "string"},
                "language": {"type": "array", "items": {"type": "string"}}, "author": CONTRIBUTORS,
                "publisher": CONTRIBUTORS, "numberOfPages": {"type": "integer", "exclusiveMinimum": 0},
            },
        },
        "links": {
            "type": "array", "items": LINK, "minItems": 1,
            "contains": {
                "properties": {"rel": {"pattern": "^http://opds-spec.org/acquisition"}}, "required": ["rel"],
            },
        },
        "images": {
            "type": "array", "items": LINK, "minItems": 1,
            "contains": {
                "properties": {"type": {"enum": ["image/jpeg", "image/png", "image/gif", "image/webp"]}},
            },
        },
    },
}  # fmt: skip  # from the specification, section 2
FEED = {
    "type": "object",
    "required": ["metadata", "links"],
    "properties": {
        "metadata": {"type": "object", "required": ["title"]},
        "links": {
            "type": "array", "items": LINK,
            "contains": {"properties": {"rel": {"const": "self"}}, "required": ["rel"]},
        },
        "navigation": {"type": "array", "minItems": 1, "items": {**LINK, "required": ["href", "title"]}},
        "publications": {"type": "array", "items": PUBLICATION},
        "facets": {"type": "array", "items": {"type": "object", "required": ["metadata", "links"]}},
    },
    "anyOf": [{"required": ["navigation"]}, {"required": ["publications"]}, {"required": ["groups"]}],
}  # fmt: skip  # from the specification, section 1


@pytest.fixture
def digital(monkeypatch, index):
    """Two digital editions of three; one of them can be got."""
    for name in ("_edition_parts", "_availability", "_acquisitions", "_digital"):
        monkeypatch.setattr(public_parts, name, [])
    nlrk = make.library()
    abai, war, paper = make.edition(), make.edition(make.WAR), make.edition(make.WAR)
    for number, each in enumerate((abai, war, paper)):
        make.record(each, nlrk, str(number))
    wanted = [abai.pk, war.pk]
    public_parts.register_digital_editions(
        lambda editions, _request: editions.filter(pk__in=wanted).order_by("pk")
    )
    public_parts.register_acquisitions(
        lambda ids, _request: {
            each: [Acquisition(f"/library/books/{each}.epub", "application/epub+zip", size=1000)]
            for each in ids
            if each in wanted
        }
    )
    index()
    return abai, war, paper


def get(address, status=200):
    response = Client().get(address)
    assert response.status_code == status, address
    assert response["Access-Control-Allow-Origin"] == "*"
    return response


def test_atom_feeds_lead_to_books(digital):
    start = ElementTree.fromstring(get("/opds?lang=en").content)
    assert [each.text for each in start.iter(f"{ATOM}title")][1:] == [
        "New digital editions",
        "Kazakh",
        "Russian",
    ]
    feed = ElementTree.fromstring(get("/opds/publications?lang=en").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == [
        "Абай жолы. 1-кітап: роман-эпопея",
        "Путь Абая",
    ]
    links = {each.get("rel"): each for each in entries[0].iter(f"{ATOM}link")}
    got = links["http://opds-spec.org/acquisition/open-access"]
    assert got.get("href").endswith(f"/library/books/{digital[0].pk}.epub")
    assert (got.get("type"), got.get("length")) == ("application/epub+zip", "1000")
    assert links["http://opds-spec.org/image"].get("type") == "image/png"
    facets = [each for each in feed.findall(f"{ATOM}link") if each.get("rel") == "http://opds-spec.org/facet"]
    assert {each.get("title") for each in facets} == {"Kazakh", "Russian", "Books"}
    entry = ElementTree.fromstring(get(f"/opds/publications/{digital[0].public_id}").content)
    assert entry.tag == f"{ATOM}entry"
    assert Client().get(f"/opds/publications/{digital[2].public_id}").status_code == 404


def test_a_book_digitised_twice_is_counted_once(digital, monkeypatch):
    monkeypatch.setattr(public_parts, "_digital", [joined_to_records])
    make.record(digital[0], make.library("second"), "77")
    facets = get("/opds/v2/publications?lang=en").json()["facets"]
    assert {
        link["title"]: link["properties"]["numberOfItems"] for group in facets for link in group["links"]
    } == {"Kazakh": 1, "Russian": 2, "Books": 3}
    start = ElementTree.fromstring(get("/opds?lang=en").content)
    assert [each.text for each in start.iter(f"{ATOM}content")][1:] == ["2", "1"]


def joined_to_records(editions, _request):
    """A row for each record of an edition, made one again by its greatest."""
    return editions.annotate(newest=Max("records")).order_by("-newest")


def test_facets_and_search_narrow(digital):
    found = get("/opds/v2/publications?language=rus").json()
    assert [each["metadata"]["title"] for each in found["publications"]] == ["Путь Абая"]
    assert get("/opds/v2/search?query=joly").json()["metadata"]["numberOfItems"] == 1
    assert get("/opds/v2/search?query=").json()["publications"] == []
    assert b"{searchTerms}" in get("/opds/search.xml").content
    assert ElementTree.fromstring(get("/opds/search?query=joly").content).findall(f"{ATOM}entry") != []


@pytest.mark.parametrize(
    "address",
    ["/opds/v2", "/opds/v2/publications", "/opds/v2/search?query=joly", "/opds/v2/publications?page=99"],
)
def test_json_feeds_are_as_the_specification_wants(digital, address):
    response = get(address)
    assert response["Content-Type"] == "application/opds+json"
    assert [error.message for error in Draft202012Validator(FEED).iter_errors(response.json())] == []


def test_a_json_publication_is_as_the_specification_wants(digital):
    body = get(f"/opds/v2/publications/{digital[0].public_id}").json()
    assert [error.message for error in Draft202012Validator(PUBLICATION).iter_errors(body)] == []
    assert body["metadata"]["author"] == [
        {"name": "Мұхтар Омарханұлы Әуезов", "sortAs": "Әуезов, Мұхтар Омарханұлы"}
    ]


@pytest.mark.parametrize(
    ("scripts", "tags"),
    [
        (["Cyrl"], ["kk", "ru"]),
        (["Arab"], ["kk-Arab", "ru"]),
        (["Arab", "Cyrl"], ["kk", "ru"]),
        ([], ["kk", "ru"]),
    ],
)
def test_reading_programs_learn_the_script_of_a_book(digital, scripts, tags):
    book = digital[0]
    book.description |= {"languages": ["kaz", "rus"], "scripts": scripts}
    book.save()
    assert get(f"/opds/v2/publications/{book.public_id}").json()["metadata"]["language"] == tags
    entry = ElementTree.fromstring(get(f"/opds/publications/{book.public_id}").content)
    assert [each.text for each in entry.iter("{http://purl.org/dc/terms/}language")] == tags


def test_the_api_finds_and_shows(digital):
    found = get("/api/library/v1/editions?q=joly").json()
    assert [each["id"] for each in found["results"]] == [digital[0].public_id]
    assert found["facets"]["library"] == [{"value": "nlrk", "count": 1}]
    assert get("/api/library/v1/editions?language=rus&library=nlrk").json()["total"] == 2
    shown = get(f"/api/library/v1/editions/{digital[0].public_id}").json()
    assert shown["description"]["title"]["text"] == "Абай жолы"
    assert shown["acquisitions"][0]["media_type"] == "application/epub+zip"
    assert shown["records"] == [{"library": "nlrk", "number": "0"}]
    assert (
        get(f"/api/library/v1/works/{digital[0].work.public_id}").json()["editions"][0]["id"]
        == digital[0].public_id
    )
    assert get("/api/library/v1/libraries").json()[0]["records"] == 3
    assert Client().get("/api/library/v1/editions/none").status_code == 404
    assert "/api/library/v1/editions" in Client().get("/api/library/v1/openapi.json").json()["paths"]
    assert Client().get("/api/library/v1/editions?page=x").status_code == 422

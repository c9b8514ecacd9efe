"""Files of editions at their addresses."""

import json

import pytest
from defusedxml import ElementTree
from django.test import Client

from shanyraq.domains.library.catalogue.exports.formats import FORMATS
from shanyraq.domains.library.catalogue.formats.reading import parse
from tests.factories import library_catalogue as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def abai():
    found = make.edition()
    make.record(found, make.library(), "1")
    return found


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_a_file(abai, ending):
    response = Client().get(f"/library/editions/{abai.public_id}.{ending}")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[ending].media_type
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Абай жолы" in response.content.decode("utf-8", "replace")


def test_marc_can_be_read_again(abai):
    for ending, form in (
        ("mrc", "iso2709"),
        ("marcxml", "marcxml"),
        ("unimarc.mrc", "iso2709"),
        ("unimarc.xml", "marcxml"),
    ):
        body = Client().get(f"/library/editions/{abai.public_id}.{ending}").content
        inner = body[body.index(b"<record") : body.index(b"</record>") + 9] if form == "marcxml" else body
        record = parse(inner, format=form, encoding="utf-8")
        assert record.control_number == abai.public_id
        tag = "200" if ending.startswith("unimarc") else "245"
        assert record.first(tag).first("a") == "Абай жолы"


def test_a_selection_keeps_its_order_and_passes_over_what_is_not_there(abai):
    war = make.edition(make.WAR)
    make.record(war, abai.records.first().library, "2")
    hidden = make.edition()
    query = f"id={war.public_id},{abai.public_id}&id={hidden.public_id}&id=nonsense&id={war.public_id}"
    body = Client().get(f"/library/selection.ris?{query}").content.decode()
    assert body.index("Путь Абая") < body.index("Абай жолы")
    assert body.count("TY  - ") == 2
    assert len(json.loads(Client().get(f"/library/selection.jsonld?{query}").content)) == 2
    tree = ElementTree.fromstring(Client().get(f"/library/selection.dc.xml?{query}").content)
    assert len(tree) == 2
    assert Client().get("/library/selection.ris").content == b""


def test_merged_hidden_and_unknown_ones_are_told_apart(abai):
    old = make.edition(merged_into=abai)
    response = Client().get(f"/library/editions/{old.public_id}.ris")
    assert (response.status_code, response["Location"]) == (302, f"/library/editions/{abai.public_id}.ris")
    assert Client().get(f"/library/editions/{make.edition().public_id}.ris").status_code == 404
    assert Client().get(f"/library/editions/{abai.public_id}.exe").status_code == 404


def test_covers_are_drawn(abai):
    response = Client().get(f"/library/covers/{abai.public_id}.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "max-age" in response["Cache-Control"]
    png = Client().get(f"/library/covers/{abai.public_id}.png")
    assert png.content.startswith(b"\x89PNG")
    assert Client().get("/library/covers/0000000000.svg").status_code == 404


def test_a_members_own_record_is_given_byte_for_byte(abai):
    original = b"00062nam a2200037 a 4500001000400000\x1eabc\x1e\x1d"
    record = make.record(abai, abai.records.first().library, "a b/ә", original=original)
    response = Client().get(f"/library/records/{record.library.code}/a%20b%2F%D3%99.mrc")
    assert response.status_code == 200
    assert response.content == original
    assert Client().get("/library/records/nlrk/none.mrc").status_code == 404

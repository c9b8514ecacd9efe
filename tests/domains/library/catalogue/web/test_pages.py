"""The pages of the library for everybody."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue import public_parts
from shanyraq.domains.library.catalogue.description import Agent, Description, Heading, Subject
from shanyraq.domains.library.catalogue.public_parts import Availability, Part
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.page_cache.marks import MARK
from tests.factories import library_catalogue as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(headers={"host": "testserver"})


@pytest.fixture
def parts(monkeypatch):
    """Empty registries, so that a test sees its own parts alone."""
    for name in ("_edition_parts", "_availability", "_acquisitions", "_digital"):
        monkeypatch.setattr(public_parts, name, [])
    return public_parts


@pytest.fixture
def abai():
    nlrk = make.library()
    found = make.edition()
    record = make.record(found, nlrk, "kz-001")
    make.item(record, shelf_mark="84(5Қаз) Ә 82", inventory_number="1001")
    return found


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_shown_in_every_language(client, abai, code):
    for address in (
        f"/{code}/library/",
        f"/{code}/library/editions/{abai.public_id}/",
        f"/{code}/library/works/{abai.work.public_id}/",
    ):
        assert f'<html lang="{LANGUAGES[code].bcp47}"' in page(client, address)


def test_an_edition_tells_its_facts(client, abai):
    text = page(client, f"/en/library/editions/{abai.public_id}/")
    assert '<h1 class="edition__title" lang="kk" dir="ltr">Абай жолы. 1-кітап</h1>' in text
    assert 'lang="kk-Arab" dir="rtl">اباي جولى</li>' in text
    assert "Мұхтар Омарханұлы Әуезов" in text
    assert "Алматы: Жазушы, 1989" in text
    assert "5605006576" in text
    assert "608 б.; 21 см" in text
    assert "84(5Қаз) Ә 82" in text
    assert "kz-001" in text
    assert f"/library/editions/{abai.public_id}/" in text


def test_an_edition_carries_its_structured_data(client, abai):
    text = page(client, f"/en/library/editions/{abai.public_id}/")
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert found["@type"] == "Book"
    assert found["name"] == "Абай жолы. 1-кітап: роман-эпопея"
    assert found["isbn"] == "9785605006572"
    assert found["inLanguage"] == "kk"
    assert found["author"] == {
        "@type": "Person",
        "name": "Мұхтар Омарханұлы Әуезов",
        "alternateName": ["Áuezov, Muhtar"],
    }


def test_kazakh_is_shown_in_latin_script(client, abai):
    text = page(client, f"/kk-latn/library/editions/{abai.public_id}/")
    assert "Abai joly" in text
    assert "Abai joly. 1-kıtap" in text or "Abai joly. 1-kitap" in text


def test_other_editions_stand_below_by_language(client, abai):
    other = make.edition(make.WAR, work=abai.work)
    make.record(other, make.library("almaty"), "2")
    text = page(client, f"/en/library/editions/{abai.public_id}/")
    assert f"/en/library/editions/{other.public_id}/" in text
    work = page(client, f"/en/library/works/{abai.work.public_id}/")
    assert "2 editions" in work
    assert work.index("Абай жолы. 1-кітап") < work.index("Путь Абая")


def test_a_merged_edition_leads_to_the_other_for_ever(client, abai):
    middle = make.edition(make.WAR, merged_into=abai)
    old = make.edition(make.WAR, merged_into=middle)
    response = client.get(f"/ar/library/editions/{old.public_id}/")
    assert response.status_code == 302
    assert response["Location"] == f"/ar/library/editions/{abai.public_id}/"


def test_the_permanent_address_leads_to_the_readers_language(client, abai):
    response = client.get(f"/library/editions/{abai.public_id}/", headers={"accept-language": "fr"})
    assert response.status_code == 302
    assert response["Location"] == f"/fr/library/editions/{abai.public_id}/"
    assert "Accept-Language" in response["Vary"]


def test_what_no_live_member_holds_is_not_shown(client):
    gone = make.edition()
    make.record(gone, make.library("left", state=MembershipState.LEFT))
    assert client.get(f"/en/library/editions/{gone.public_id}/").status_code == 404
    assert client.get("/en/library/editions/0000000000/").status_code == 404
    assert client.get(f"/en/library/works/{gone.work.public_id}/").status_code == 404


def test_a_hostile_record_stays_text(client):
    evil = "</script><script>alert(1)</script>"
    told = Description(
        title=Heading(text=evil),
        agents=(Agent(name=Heading(text=evil), is_main=True),),
        subjects=(Subject(text=evil),),
        notes=(evil,),
        languages=(),
    )
    found = make.edition(told)
    make.record(found, make.library())
    text = page(client, f"/en/library/editions/{found.public_id}/")
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_copies_of_the_readers_library_come_first(client, abai):
    regional = make.library("almaty", "Алматы кітапханасы")
    make.item(make.record(abai, regional, "9"), shelf_mark="A-1", state="repair")
    plain = page(client, f"/en/library/editions/{abai.public_id}/")
    chosen = page(client, f"/en/library/editions/{abai.public_id}/?library=almaty")
    assert plain.index("84(5Қаз)") < plain.index("A-1")
    assert chosen.index("A-1") < chosen.index("84(5Қаз)")


def test_what_higher_rooms_know_is_shown(client, abai, parts):
    lent = abai.records.first().items.first()
    parts.register_availability(lambda _ids: {lent.pk: Availability("lent", date(2026, 12, 24))})
    parts.register_edition_part(
        lambda _ids, _request: {
            abai.pk: [
                Part("Reserve", "/en/library/holds/", "reserve", "post"),
                Part("Read now", "/read/", "read"),
            ]
        }
    )
    text = page(client, f"/en/library/editions/{abai.public_id}/")
    assert text.index("Read now") < text.index("Reserve")
    assert "24 Dec" in text or "December" in text or "Dec. 24" in text
    assert "none on the shelf" in text
    assert '<form method="post" action="/en/library/holds/">' in text


def test_an_edition_asks_a_constant_number_of_queries(client, abai):
    address = f"/en/library/editions/{abai.public_id}/"
    page(client, address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, address)
    for number in range(12):
        held = make.library(f"lib{number}")
        record = make.record(abai, held, str(number))
        for copy in range(5):
            make.item(record, shelf_mark=f"{number}-{copy}")
        make.record(make.edition(make.WAR, work=abai.work), held, f"other{number}")
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(few) == len(many)
    assert len(many) <= 16  # fourteen of the catalogue, one for each room that adds to the page


def test_the_first_page_tells_what_there_is(client, abai):
    text = page(client, "/en/library/")
    assert f"/en/library/editions/{abai.public_id}/" in text
    assert "Library nlrk" in text
    assert "?language=kaz" in text


def test_an_empty_library_has_a_first_page(client):
    assert "One library for the whole country" in page(client, "/en/library/")


def test_pages_may_be_kept(client, abai):
    for address in ("/en/library/", f"/en/library/editions/{abai.public_id}/"):
        assert getattr(client.get(address), MARK, None) is not None, address

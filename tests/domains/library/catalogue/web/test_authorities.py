"""Pages of persons and subjects, reached by links from records."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.page_cache.marks import MARK
from shanyraq.platform.vocabularies.actions.merging import merge_authorities
from shanyraq.platform.vocabularies.models import Authority
from tests.factories.clustering import LATER, bring
from tests.factories.descriptions import agent, described

pytestmark = pytest.mark.django_db

AUEZOV, DATES = "Әуезов, Мұхтар", "1897-1961"


@pytest.fixture
def author():
    bring(
        described("Абай жолы", agents=[agent(AUEZOV, DATES, roles=["aut"])]),
        described("Қараш-қараш", agents=[agent(AUEZOV, DATES, roles=["aut"])]),
        described("Ревизор", agents=[agent(AUEZOV, DATES, roles=["trl"])]),
        described(
            "Мұхтар Әуезов: өмірі",
            "Біреу, Автор",
            dates="",
            subjects=[subject(f"{AUEZOV}, {DATES}", "person")],
        ),
    )
    return Authority.objects.get(kind="person", dates=DATES)


def subject(text, kind="topic"):
    return {"text": text, "kind": kind}


def page(address):
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_record_leads_to_its_people_and_subjects(author):
    novel = Edition.objects.get(title="Абай жолы")
    life = Edition.objects.get(title__startswith="Мұхтар")
    assert f'href="/en/library/people/{author.public_id}/"' in page(
        f"/en/library/editions/{novel.public_id}/"
    )
    assert f'href="/ar/library/subjects/{author.public_id}/"' in page(
        f"/ar/library/editions/{life.public_id}/"
    )


def test_a_name_without_an_authority_leads_to_what_is_found_by_it():
    bring(described("Кітап", agents=[agent("Қ.", "")], subjects=[]))
    edition = Edition.objects.get()
    assert "/en/library/people/?name=" in page(f"/en/library/editions/{edition.public_id}/")


@pytest.mark.parametrize("code", LANGUAGES)
def test_both_pages_stand_in_every_language(author, code):
    for part in ("people", "subjects"):
        text = page(f"/{code}/library/{part}/{author.public_id}/")
        assert f'<html lang="{LANGUAGES[code].bcp47}"' in text
        assert "Мұхтар Әуезов" in text
        for other in LANGUAGES:
            assert f"/{other}/library/{part}/{author.public_id}/" in text


def test_works_of_a_person_by_part(author):
    address = f"/en/library/people/{author.public_id}/"
    every = page(address)
    assert "3 works" in every
    assert "1 edition about it" in every
    assert "Ревизор" in every
    translated = page(f"{address}?role=trl")
    assert "1 work" in translated
    assert "Абай жолы" not in translated
    assert "3 works" in page(f"{address}?role=nobody&page=99")


def test_works_with_most_editions_come_first():
    bring(described("Аққу", AUEZOV), described("Боран", AUEZOV))
    second = Edition.objects.get(title="Боран")
    other = Edition.objects.create(
        work=second.work, title="Буран", kind="book", language="rus", changed_at=LATER,
        description=second.description,
    )  # fmt: skip  # a translation
    other.agent_links.create(authority=Authority.objects.get())
    record = second.records.get()
    record.pk, record.control_number, record.edition = None, "translated", other
    record.save()
    text = page(f"/en/library/people/{Authority.objects.get().public_id}/")
    assert text.index("Боран") < text.index("Аққу")
    assert f"/en/library/works/{second.work.public_id}/" in text


def test_what_is_about_somebody(author):
    text = page(f"/en/library/subjects/{author.public_id}/")
    assert "Мұхтар Әуезов: өмірі" in text
    assert "Абай жолы" not in text
    assert f'href="/en/library/people/{author.public_id}/"' in text


def test_what_nobody_holds_is_not_told(author):
    library = Edition.objects.get(title="Абай жолы").records.get().library
    library.state = "left"
    library.save()
    for part in ("people", "subjects"):
        assert Client().get(f"/en/library/{part}/{author.public_id}/").status_code == 404
    assert Client().get("/en/library/people/0000000000/").status_code == 404


def test_a_merged_authority_leads_to_the_other(author):
    bring(described("Жаңа кітап", "Басқа, Есім", dates=""), start=100)
    other = Edition.objects.get(title="Жаңа кітап").agent_links.get().authority
    merge_authorities(authority=other, into=author, actor=None, at=LATER)
    response = Client().get(f"/tr/library/people/{other.public_id}/")
    assert response.status_code == 302
    assert response["Location"] == f"/tr/library/people/{author.public_id}/"
    assert "Жаңа кітап" in page(f"/tr/library/people/{author.public_id}/")


def test_structured_data_and_keeping(author):
    address = f"/en/library/people/{author.public_id}/"
    response = Client().get(address)
    told = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())[1]
    )
    assert told["@type"] == "Person"
    assert told["name"] == "Мұхтар Әуезов"
    assert told["birthDate"] == "1897"
    assert getattr(response, MARK).query == {"page", "role"}


@pytest.mark.parametrize("part", ["people", "subjects"])
def test_pages_ask_a_constant_number_of_queries(author, part):
    address = f"/en/library/{part}/{author.public_id}/"
    page(address)
    with CaptureQueriesContext(connection) as few:
        page(address)
    bring(
        *(
            described(
                f"Әңгіме {number}", agents=[agent(AUEZOV, DATES)],
                subjects=[subject(f"{AUEZOV}, {DATES}", "person")],
            )
            for number in range(12)
        ),
        start=100,
    )  # fmt: skip  # one of many
    with CaptureQueriesContext(connection) as many:
        page(address)
    assert len(few) == len(many)
    assert len(many) <= 13

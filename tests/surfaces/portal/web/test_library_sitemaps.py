"""Maps of the library, in parts."""

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue import public
from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.vocabularies.models import Authority
from tests.factories.clustering import bring
from tests.factories.descriptions import described
from tests.factories.library_reading import digital

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def addresses(path):
    response = Client().get(path)
    assert response.status_code == 200, path
    root = ElementTree.fromstring(response.content)
    return [each.text.removeprefix("http://testserver") for each in root.iterfind("*/s:loc", NAMES)]


@pytest.fixture
def novel():
    bring(described("Абай жолы", subjects=[{"text": "Қазақ әдебиеті"}]))
    return Edition.objects.get()


def maps(kind):
    [path] = [each for each in addresses("/sitemap.xml") if f"-{kind}-" in each and each.endswith("-kk.xml")]
    return addresses(path)


def test_editions_people_and_subjects_are_listed_in_each_language(novel):
    author, topic = Authority.objects.get(kind="person"), Authority.objects.get(kind="topic")
    assert maps("editions") == [f"/kk/library/editions/{novel.public_id}/"]
    assert maps("people") == [f"/kk/library/people/{author.public_id}/"]
    assert maps("subjects") == [f"/kk/library/subjects/{topic.public_id}/"]
    part = novel.pk // public.SPAN
    body = Client().get(f"/sitemap-library-editions-{part}-ar.xml").content.decode()
    assert all(f"/{code}/library/editions/" in body for code in LANGUAGES)


def test_what_nobody_holds_is_not_listed(novel):
    library = novel.records.get().library
    library.state = "left"
    library.save()
    assert maps("editions") == maps("people") == maps("subjects") == []


def test_only_books_open_to_everybody_are_listed(novel):
    open_one = digital(edition=novel)
    library = open_one.library
    digital(library, edition=novel, access_class=AccessClass.LOAN)
    digital(library, edition=novel, embargo_until="2999-01-01")
    digital(library, edition=novel, state=EditionState.REVIEW)
    assert maps("books") == [f"/kk/library/read/{open_one.public_id}/"]


def test_unknown_maps_are_not_found():
    for path in ("editions-0-xx", "secrets-0-kk", "editions-99999999999-kk"):
        assert Client().get(f"/sitemap-library-{path}.xml").status_code == 404
    assert addresses("/sitemap-library-books-7-kk.xml") == []


def test_a_map_asks_one_query(novel):
    bring(*(described(f"Кітап {number}", f"Автор, Есім {number}") for number in range(5)), start=100)
    part = novel.pk // public.SPAN
    for kind in ("editions", "people", "subjects"):
        with CaptureQueriesContext(connection) as captured:
            list(public.addresses(kind, part))
        assert len(captured) == 1

"""An edition is taken apart by staff, and what was done is taken back."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue.actions.merging import merge_editions, merge_works
from shanyraq.domains.library.catalogue.models import ClusterAction, Edition, Record
from shanyraq.domains.library.network.models import StaffRole
from shanyraq.kernel.languages import LANGUAGES
from tests.factories.accounts import UserFactory
from tests.factories.clustering import AT, bring, hire
from tests.factories.descriptions import described

pytestmark = pytest.mark.django_db
BASE = "/en/library/staff/duplicates/editions/"


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def cataloguer():
    return browser(hire(UserFactory(email="cataloguer@example.kz")))


@pytest.fixture
def wrong():
    """Two different novels, wrongly made one."""
    bring(described("Абай жолы"), described("Ботагөзім", "Жүнісов, Сәкен", dates=""))
    kept, gone = Edition.objects.order_by("pk")
    merge_editions(edition=gone, into=kept, actor=None, at=AT)
    kept.refresh_from_db()
    return kept


def test_a_record_is_taken_out_and_brought_back(wrong, cataloguer):
    address = f"{BASE}{wrong.public_id}/"
    page = cataloguer.get(address)
    assert [len(page.context["lines"]), page.status_code] == [2, 200]
    record = Record.objects.get(description__title__text="Ботагөзім")
    told = next(otherwise for each, _told, otherwise, _chosen in page.context["lines"] if each == record)
    assert "Title" in [str(row.label) for row in told]
    done = cataloguer.post(f"{address}records/", {"record": [record.pk], "reason": "another novel"})
    assert done.status_code == 302
    record.refresh_from_db()
    assert record.edition_id != wrong.pk
    action = ClusterAction.objects.first()
    assert (action.kind, action.reason) == ("split_edition", "another novel")
    history = cataloguer.get(done["Location"]).content.decode()
    assert "another novel" in history
    cataloguer.post(f"/en/library/staff/duplicates/history/{action.pk}/undo/")
    record.refresh_from_db()
    assert record.edition_id == wrong.pk


def test_nothing_chosen_or_everything_is_refused_and_nothing_typed_is_lost(wrong, cataloguer):
    address = f"{BASE}{wrong.public_id}/records/"
    nothing = cataloguer.post(address, {"reason": "kept words"})
    assert nothing.status_code == 422
    assert "kept words" in nothing.content.decode()
    both = list(Record.objects.values_list("pk", flat=True))
    every = cataloguer.post(address, {"record": both})
    assert every.status_code == 422
    assert len(re.findall(r'name="record" value="\d+" checked', every.content.decode())) == 2
    assert cataloguer.post(address, {"record": ["x", "9" * 30, "-1"]}).status_code == 422
    assert not ClusterAction.objects.filter(kind="split_edition").exists()


def test_an_edition_leaves_a_work_that_is_not_its_own(cataloguer):
    bring(described("Абай жолы"), described("Ботагөзім", "Жүнісов, Сәкен", dates=""))
    abai, other = Edition.objects.order_by("pk")
    merge_works(work=other.work, into=abai.work, actor=None, at=AT)
    address = f"{BASE}{other.public_id}/"
    assert "Абай жолы" in cataloguer.get(address).content.decode()
    assert cataloguer.post(f"{address}work/", {"reason": ""}).status_code == 302
    other.refresh_from_db()
    assert other.work_id != abai.work_id
    assert cataloguer.post(f"{address}work/").status_code == 422


def test_an_edition_is_found_by_its_number_its_address_or_its_old_number(wrong, cataloguer):
    old = Edition.objects.exclude(pk=wrong.pk).get()
    target = f"{BASE}{wrong.public_id}/"
    for typed in (wrong.public_id, f"https://x.kz/kk/library/editions/{wrong.public_id}/", old.public_id):
        assert cataloguer.get(BASE, {"edition": typed})["Location"] == target
    for typed in ("", "0000000000", "///"):
        assert cataloguer.get(BASE, {"edition": typed})["Location"] == "/en/library/staff/duplicates/"


def test_strangers_and_other_libraries_see_and_do_nothing(wrong):
    address = f"{BASE}{wrong.public_id}/"
    assert Client().get(address).status_code == 302
    assert browser(UserFactory()).get(address).status_code == 403
    assert browser(hire(UserFactory(), StaffRole.CIRCULATION)).get(address).status_code == 403
    foreign = browser(hire(UserFactory(), code="semey"))
    assert foreign.get(address).status_code == 404
    record = Record.objects.first()
    assert foreign.post(f"{address}records/", {"record": [record.pk]}).status_code == 404
    assert foreign.get(f"{address}records/").status_code == 405
    assert browser(hire(UserFactory(), StaffRole.NETWORK)).get(address).status_code == 200


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_stands_in_every_language(wrong, cataloguer, code):
    page = cataloguer.get(f"/{code}/library/staff/duplicates/editions/{wrong.public_id}/")
    assert f'<html lang="{LANGUAGES[code].bcp47}"' in page.content.decode()


def test_the_page_costs_a_constant_number_of_queries(wrong, cataloguer):
    address = f"{BASE}{wrong.public_id}/"
    cataloguer.get(address)
    with CaptureQueriesContext(connection) as few:
        cataloguer.get(address)
    record = Record.objects.first()
    for number in range(10):
        record.pk, record.control_number = None, f"copy-{number}"
        record.save()
    with CaptureQueriesContext(connection) as many:
        assert cataloguer.get(address).context["joined"].number == 12
    assert len(few) == len(many)

"""The record editor, used by cataloguers."""

import pytest
from django.test import Client

from shanyraq.domains.library.catalogue.actions.profiles import load_shipped_profiles
from shanyraq.domains.library.catalogue.models import Edition, Item, MappingProfile, Record
from shanyraq.domains.library.catalogue.protocols.sru import client as sru_client
from shanyraq.domains.library.network.models import StaffPost, StaffRole
from shanyraq.kernel.errors import Refusal
from tests.factories import library_catalogue as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
GRID = (
    "LDR 00000nam a2200000 i 4500\n001 kz-9\n041 0_ $akaz\n100 1_ $aӘуезов, Мұхтар $4aut\n245 10 $aАбай жолы"
)


@pytest.fixture
def nlrk():
    return make.library()


@pytest.fixture
def profile():
    load_shipped_profiles()
    return MappingProfile.objects.get(code="marc21")


def signed_in(library=None, role=StaffRole.CATALOGUER):
    user = UserFactory()
    if library is not None:
        StaffPost.objects.create(user=user, library=library, role=role, since=make.AT)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def made(nlrk, profile):
    client = signed_in(nlrk)
    address = f"/en/library/staff/records/new/?library={nlrk.pk}&profile={profile.pk}"
    response = client.post(address, {"grid": GRID, "seen": ""})
    assert response.status_code == 302, response.content.decode()
    return client, Record.objects.get(control_number="kz-9")


def seen_in(client, record, view=""):
    return client.get(f"/en/library/staff/records/{record.pk}/{view}").context["form"]["seen"].value()


def test_a_new_record_is_an_edition_at_once(made):
    _client, record = made
    assert record.described.title.text == "Абай жолы"
    assert record.edition.title == "Абай жолы"
    assert record.edition.language == "kaz"
    assert Client().get(f"/en/library/editions/{record.edition.public_id}/").status_code == 200


def test_preview_and_errors_save_nothing_and_lose_nothing(nlrk, profile):
    client = signed_in(nlrk)
    address = f"/en/library/staff/records/new/?library={nlrk.pk}&profile={profile.pk}"
    shown = client.post(address, {"grid": GRID, "seen": "", "preview": "1"})
    assert "Абай жолы" in shown.content.decode()
    wrong = client.post(address, {"grid": GRID.replace("245 10", "245 99"), "seen": ""})
    assert wrong.status_code == 422
    assert "245 99 $aАбай жолы" in wrong.content.decode()
    assert "Indicator 1 is one of" in wrong.content.decode()
    assert Record.objects.count() == 0


def test_nobody_overwrites_a_colleague(made, nlrk):
    client, record = made
    other, address = signed_in(nlrk), f"/en/library/staff/records/{record.pk}/"
    seen = seen_in(client, record)
    assert other.post(address, {"grid": GRID + " $cБірінші", "seen": seen}).status_code == 302
    late = client.post(address, {"grid": GRID + " $cЕкінші", "seen": seen})
    assert late.status_code == 422
    assert "A colleague changed this record" in late.content.decode()
    assert "$cЕкінші" in late.content.decode()
    record.refresh_from_db()
    assert record.described.responsibility == "Бірінші"


def test_every_version_can_be_taken_back(made):
    client, record = made
    address = f"/en/library/staff/records/{record.pk}/"
    before = bytes(record.original)
    client.post(address, {"grid": GRID.replace("жолы", "жырлары"), "seen": seen_in(client, record)})
    version = record.versions.get()
    assert bytes(version.original) == before
    page = client.get(f"{address}history/")
    seen = page.context["seen"]
    assert client.post(f"{address}history/{version.pk}/restore/", {"seen": seen}).status_code == 302
    record.refresh_from_db()
    assert bytes(record.original) == before
    assert record.versions.count() == 2
    assert client.get(f"{address}history/{version.pk}/restore/").status_code == 405


def test_the_plain_view_keeps_other_fields(made):
    client, record = made
    page = client.get(f"/en/library/staff/records/{record.pk}/?view=plain")
    form = page.context["form"]
    values = {name: form[name].value() or "" for name in form.fields} | {
        "title": "Абай жолы (роман)",
        "isbn": "9785605006572",
    }
    assert client.post(f"/en/library/staff/records/{record.pk}/?view=plain", values).status_code == 302
    record.refresh_from_db()
    assert record.described.title.text == "Абай жолы (роман)"
    assert record.described.isbns == ("9785605006572",)
    assert record.described.agents[0].roles == ("aut",)


def test_a_number_is_taken_once_and_stays(made, nlrk, profile):
    client, record = made
    again = client.post(
        f"/en/library/staff/records/new/?library={nlrk.pk}&profile={profile.pk}", {"grid": GRID, "seen": ""}
    )
    assert "has a record with this number already" in again.content.decode()
    moved = client.post(
        f"/en/library/staff/records/{record.pk}/",
        {"grid": GRID.replace("kz-9", "kz-10"), "seen": seen_in(client, record)},
    )
    assert moved.status_code == 422
    assert Record.objects.get().control_number == "kz-9"


def test_copies_are_kept(made):
    client, record = made
    address = f"/en/library/staff/records/{record.pk}/items/"
    branch = record.library.branches.get()
    values = {
        "branch": branch.pk,
        "inventory_number": "И-5",
        "barcode": "",
        "item_type": "book",
        "state": "available",
    }
    assert client.post(address, values).status_code == 302
    in_kazakh = client.get(address.replace("/en/", "/kk/")).content.decode()
    assert ("Бөлімше" in in_kazakh, "Branch" in in_kazakh) == (True, False)
    item = Item.objects.get()
    assert (item.inventory_number, item.barcode) == ("И-5", None)
    twice = client.post(address, values)
    assert twice.status_code == 200
    assert Item.objects.count() == 1
    assert client.post(f"{address}{item.pk}/", values | {"shelf_mark": "84"}).status_code == 302
    assert Item.objects.get().shelf_mark == "84"
    foreign = make.library("almaty").branches.get()
    assert client.post(address, values | {"branch": foreign.pk, "inventory_number": "x"}).status_code == 200
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    "role", [None, StaffRole.CIRCULATION, StaffRole.DIGITISATION, "elsewhere", "stranger"]
)
def test_others_are_kept_out(made, nlrk, role):
    _client, record = made
    if role == "stranger":
        client = Client()
    elif role == "elsewhere":
        client = signed_in(make.library("almaty"))
    else:
        client = signed_in(nlrk if role else None, role or StaffRole.CATALOGUER)
    for address in ("", f"{record.pk}/", f"{record.pk}/history/", f"{record.pk}/items/"):
        response = client.get(f"/en/library/staff/records/{address}")
        allowed = {302} if role == "stranger" else {200, 404} if role == "elsewhere" else {403}
        assert response.status_code in allowed, address
        assert "kz-9" not in response.content.decode()
    before = Edition.objects.count()
    client.post(f"/en/library/staff/records/{record.pk}/", {"grid": GRID + " $cx", "seen": "x"})
    record.refresh_from_db()
    assert record.versions.count() == 0
    assert Edition.objects.count() == before


def test_records_are_copied_from_another_library(made, nlrk, profile, monkeypatch):
    client, _record = made
    xml = (
        '<r xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 i 4500</leader>'
        '<controlfield tag="001">theirs</controlfield><datafield tag="245" ind1="1" ind2="0">'
        '<subfield code="a">Words of Edification</subfield></datafield></record></r>'
    )
    monkeypatch.setattr(sru_client, "_fetch", lambda _address, **_options: xml.encode())
    page = client.post("/en/library/staff/records/copy/", {"target": "loc", "words": "edification"})
    [offered] = page.context["found"]
    assert "theirs" not in offered["grid"]
    opened = client.post(
        "/en/library/staff/records/open/",
        {"grid": offered["grid"], "open": "1", "library": nlrk.pk, "profile": profile.pk},
    )
    assert "Words of Edification" in opened.content.decode()
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/x",
        "http://localhost/x",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "http://[::1]/",
        "ftp://x/",
    ],
)
def test_no_request_goes_into_the_house(address):
    with pytest.raises(Refusal) as refused:
        sru_client._fetch(address, allow_private=False)
    assert refused.value.code == "unreachable"


@pytest.mark.django_db(transaction=True)
def test_our_own_sru_can_be_copied_from(live_server, index):
    make.record(make.edition(), make.library(), "1")
    index()
    target = sru_client.RemoteLibrary("us", "Us", f"{live_server.url}/sru", "1.2", "marcxml", "marc21")
    [found] = sru_client.search(target, "joly", allow_private=True)
    assert found.first("245").first("a") == "Абай жолы"
    assert (
        sru_client.search(target, "978-5-605-00657-2", allow_private=True)[0].control_number
        == found.control_number
    )

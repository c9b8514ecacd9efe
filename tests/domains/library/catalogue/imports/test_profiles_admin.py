"""Mapping profiles in the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shanyraq.domains.library.catalogue.actions.profiles import load_shipped_profiles
from shanyraq.domains.library.catalogue.models import MappingProfile
from tests.domains.library.catalogue.imports.conftest import book
from tests.factories.accounts import UserFactory

LIST = "/staff/library/profiles/"


@pytest.fixture
def admin(db: None, settings: object) -> Client:
    settings.STAFF_NEEDS_SECOND_FACTOR = False  # type: ignore[attr-defined]  # the fixture's own
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


def test_shipped_profiles_are_loaded_once_and_renewed(db: None) -> None:
    assert list(MappingProfile.objects.filter(is_shipped=True).values_list("code", flat=True)) == [
        "irbis", "kazmarc", "koha", "marc21", "rusmarc", "unimarc",
    ]  # fmt: skip  # a list of words reads better in lines than in a column
    MappingProfile.objects.filter(code="koha").update(table={})
    MappingProfile.objects.filter(code="irbis").update(table={"mine": 1}, is_shipped=False)
    load_shipped_profiles()
    assert MappingProfile.objects.get(code="koha").table["extends"] == "marc21"
    assert MappingProfile.objects.get(code="irbis").table == {"mine": 1}
    assert MappingProfile.objects.count() == 6


def test_librarian_writes_a_profile(admin: Client) -> None:
    table = {"extends": "marc21", "rules": [{"to": "notes", "from": "590", "take": "a"}]}
    form = {"code": "our", "name": "Ours", "flavour": "marc21", "table": json.dumps(table)}
    assert admin.post(f"{LIST}new/", form).status_code == 302
    assert MappingProfile.objects.get(code="our").table == table


def test_wrong_table_is_told_with_its_place(admin: Client) -> None:
    table = {"extends": "marc21", "rules": [{"to": "notes", "from": "59", "take": "a"}]}
    form = {"code": "our", "name": "Ours", "flavour": "marc21", "table": json.dumps(table)}
    page = admin.post(f"{LIST}new/", form).content.decode()
    assert "rules[0].from: a tag has three digits or letters" in page
    assert not MappingProfile.objects.filter(code="our").exists()


def test_shipped_profile_is_copied_not_changed(admin: Client) -> None:
    shipped = MappingProfile.objects.get(code="koha")
    form = {"code": "koha", "name": "Changed", "flavour": "marc21", "table": json.dumps(shipped.table)}
    assert "Copy it and change the copy" in admin.post(f"{LIST}edit/{shipped.pk}/", form).content.decode()
    assert f'action="{LIST}new/"' in admin.get(f"{LIST}copy/{shipped.pk}/").content.decode()
    assert admin.post(f"{LIST}new/", {**form, "code": "koha-own"}).status_code == 302
    shipped.refresh_from_db()
    assert shipped.name == "Koha (MARC 21)"
    assert MappingProfile.objects.get(code="koha-own").is_shipped is False
    admin.post(f"{LIST}delete/{shipped.pk}/")
    assert MappingProfile.objects.filter(code="koha").exists()
    admin.post(f"{LIST}delete/{MappingProfile.objects.get(code='koha-own').pk}/")
    assert not MappingProfile.objects.filter(code="koha-own").exists()


def test_profile_is_tried_on_a_sample(admin: Client) -> None:
    profile = MappingProfile.objects.get(code="marc21")
    assert "Try on a sample" in admin.get(LIST).content.decode()
    page = admin.post(
        f"{LIST}try/{profile.pk}/", {"file": SimpleUploadedFile("a.mrc", book("7"))}
    ).content.decode()
    assert "245 10 $aАбай жолы /$cМ. Әуезов." in page
    assert "&quot;text&quot;: &quot;Абай жолы&quot;" in page
    assert (
        "There is no MARC record" in admin.post(f"{LIST}try/{profile.pk}/", {"text": "no"}).content.decode()
    )
    assert Client().get(f"{LIST}try/{profile.pk}/").status_code == 302

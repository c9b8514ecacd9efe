"""Staff edit authorities in Wagtail's admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from shanyraq.platform.vocabularies.actions.resolving import Named, resolve
from shanyraq.platform.vocabularies.models import Authority
from tests.factories.accounts import AT, UserFactory, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any) -> Client:
    """A member of staff who may edit authorities, and nothing else."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    codes = ["access_admin", "add_authority", "change_authority", "view_authority"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return signed_in(user)


def form(**names: str) -> dict[str, str]:
    lines = {"names": list(names.items()), "identifiers": [("viaf", "29538862")]}
    given = {"kind": "person", "dates": "1897-1961", "note": ""}
    for prefix, fields in (("names", ("language", "text")), ("identifiers", ("scheme", "value"))):
        given |= {f"{prefix}-TOTAL_FORMS": str(len(lines[prefix])), f"{prefix}-INITIAL_FORMS": "0"}
        given |= {f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000"}
        for place, values in enumerate(lines[prefix]):
            given |= {f"{prefix}-{place}-{name}": value for name, value in zip(fields, values, strict=True)}
            given[f"{prefix}-{place}-ORDER"] = str(place + 1)
    return given


def test_staff_make_an_authority_that_imports_then_find(desk: Client) -> None:
    assert desk.get("/staff/authorities/new/").status_code == 200
    answered = desk.post("/staff/authorities/new/", form(kaz="Әуезов, Мұхтар", eng="Auezov, Mukhtar"))
    assert answered.status_code == 302
    authority = Authority.objects.get()
    assert (authority.born, authority.died) == (1897, 1961)
    assert {name.short_key for name in authority.names.all()} == {"ауезов м 1897"}
    named = Named(kind="person", forms=(("Latn", "Äuezov, Mūhtar"),), dates="1897-1961")
    assert resolve([named], at=AT) == [authority.pk]
    page = desk.get("/staff/authorities/").content.decode()
    assert "Әуезов, Мұхтар" in page
    assert desk.get(f"/staff/authorities/edit/{authority.pk}/").status_code == 200


def test_an_authority_needs_a_name(desk: Client) -> None:
    assert desk.post("/staff/authorities/new/", form()).status_code == 200
    assert not Authority.objects.exists()

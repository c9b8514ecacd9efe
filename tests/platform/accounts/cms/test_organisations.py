"""Staff confirm organisations in Wagtail's admin."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from shanyraq.platform.accounts.models import Organisation, User
from tests.factories.accounts import BIN, OrganisationFactory, UserFactory, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(settings: object) -> User:
    """A member of staff who may confirm, and nothing else."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    codes = ["access_admin", "change_organisation", "view_organisation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return user


@pytest.fixture
def desk(clerk: User) -> Client:
    return signed_in(clerk)


def test_clerk_confirms_an_organisation(desk: Client, clerk: User) -> None:
    organisation = OrganisationFactory(bin=BIN)
    assert organisation.name in desk.get("/staff/organisations/").content.decode()
    assert desk.get(f"/staff/organisations/edit/{organisation.pk}/").status_code == 200
    desk.post(f"/staff/organisations/edit/{organisation.pk}/", {"confirmed": "on"})
    organisation.refresh_from_db()
    assert (organisation.is_confirmed, organisation.confirmed_by) == (True, clerk)


def test_second_organisation_with_the_number_is_refused_in_the_form(desk: Client) -> None:
    first, second = (OrganisationFactory(bin=BIN) for _ in range(2))
    desk.post(f"/staff/organisations/edit/{first.pk}/", {"confirmed": "on"})
    page = desk.post(f"/staff/organisations/edit/{second.pk}/", {"confirmed": "on"})
    assert page.status_code == 200
    assert Organisation.objects.filter(confirmed_at__isnull=False).count() == 1


def test_clerk_neither_adds_nor_deletes(desk: Client) -> None:
    organisation = OrganisationFactory()
    for path in ("new/", f"delete/{organisation.pk}/"):
        assert desk.get(f"/staff/organisations/{path}").status_code == 302
    assert Organisation.objects.count() == 1


def test_staff_without_the_permission_see_nothing(settings: object) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert signed_in(user).get("/staff/organisations/").status_code == 302

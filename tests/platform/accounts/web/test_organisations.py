"""Pages of organisations and invitations."""

from collections.abc import Callable

import pytest
from django.test import Client

from shanyraq.platform.accounts.models import Invitation, Membership, Organisation, Role, User
from tests.factories.accounts import BIN, MembershipFactory, UserFactory, newest_letter, signed_in

pytestmark = pytest.mark.django_db


def test_opening_an_organisation(reader_browser: Client, reader: User) -> None:
    spaced = f"{BIN[:4]} {BIN[4:]}"
    response = reader_browser.post("/en/accounts/organisations/new/", {"name": "Museum", "bin": spaced})
    organisation = Organisation.objects.get()
    assert response["Location"] == f"/en/accounts/organisations/{organisation.pk}/"
    assert (organisation.bin, organisation.memberships.get().user) == (BIN, reader)


def test_wrong_bin_keeps_what_was_typed(reader_browser: Client) -> None:
    page = reader_browser.post(
        "/en/accounts/organisations/new/", {"name": "Museum of felt", "bin": "990140001230"}
    ).content.decode()
    assert 'value="Museum of felt"' in page
    assert 'value="990140001230"' in page
    assert not Organisation.objects.exists()


def test_organisation_twice_shows_the_reason_at_the_field(reader_browser: Client) -> None:
    for _attempt in range(2):
        response = reader_browser.post("/en/accounts/organisations/new/", {"name": "Museum", "bin": BIN})
    assert list(response.context["form"].errors) == ["bin"]


def test_organisation_is_hidden_from_strangers(reader_browser: Client) -> None:
    membership = MembershipFactory()
    base = f"/en/accounts/organisations/{membership.organisation_id}/"
    assert reader_browser.get(base).status_code == 404
    for path in ("invite/", f"members/{membership.pk}/role/", f"members/{membership.pk}/remove/"):
        assert reader_browser.post(base + path, {"role": "owner", "email": "x@example.kz"}).status_code == 404
    assert Membership.objects.get().role == "owner"


def test_member_of_one_cannot_reach_into_another(reader_browser: Client, reader: User) -> None:
    own = MembershipFactory(user=reader)
    other = MembershipFactory()
    path = f"/en/accounts/organisations/{own.organisation_id}/members/{other.pk}/remove/"
    assert reader_browser.post(path).status_code == 404
    assert Membership.objects.filter(pk=other.pk).exists()


def test_invitation_from_letter_to_membership(
    reader_browser: Client, reader: User, last_link: Callable[[], str]
) -> None:
    organisation = MembershipFactory(user=reader).organisation
    guest = UserFactory(email="guest@example.kz", language="en")
    reader_browser.post(
        f"/en/accounts/organisations/{organisation.pk}/invite/",
        {"email": "Guest@example.kz", "role": "manager"},
    )
    assert newest_letter().recipient == "guest@example.kz"
    link = last_link()
    assert Client().get(link)["Location"] == f"/en/accounts/login/?next={link}"
    browser = signed_in(guest)
    assert browser.get(link).status_code == 200
    assert not Membership.objects.filter(user=guest).exists()
    browser.post(f"{link}answer/", {"answer": "accept"})
    assert Membership.objects.get(user=guest).role == "manager"
    assert "no-referrer" in browser.get(link)["Referrer-Policy"]


def test_invitation_letter_is_in_the_language_of_the_invited(reader_browser: Client, reader: User) -> None:
    organisation = MembershipFactory(user=reader).organisation
    UserFactory(email="guest@example.kz", language="ar")
    reader_browser.post(
        f"/en/accounts/organisations/{organisation.pk}/invite/",
        {"email": "guest@example.kz", "role": "member"},
    )
    assert "/ar/accounts/invitations/" in newest_letter().body_text


def test_answering_is_by_post_alone(
    reader_browser: Client, reader: User, last_link: Callable[[], str]
) -> None:
    organisation = MembershipFactory(user=reader).organisation
    reader_browser.post(
        f"/en/accounts/organisations/{organisation.pk}/invite/",
        {"email": "guest@example.kz", "role": "member"},
    )
    browser = signed_in(UserFactory(email="guest@example.kz"))
    assert browser.get(f"{last_link()}answer/?answer=accept").status_code == 405
    assert Invitation.objects.get().answer == ""


def test_unknown_invitation_is_not_found(reader_browser: Client) -> None:
    assert reader_browser.get("/en/accounts/invitations/guess/").status_code == 404


def test_manager_is_offered_only_what_they_may(reader_browser: Client, reader: User) -> None:
    organisation = MembershipFactory().organisation
    MembershipFactory(organisation=organisation, user=reader, role=Role.MANAGER)
    response = reader_browser.get(f"/en/accounts/organisations/{organisation.pk}/")
    assert response.context["form"].fields["role"].choices == [("member", "member")]
    refused = reader_browser.post(
        f"/en/accounts/organisations/{organisation.pk}/invite/", {"email": "x@example.kz", "role": "owner"}
    )
    assert list(refused.context["form"].errors) == ["role"]
    assert not Invitation.objects.exists()


def test_last_owner_is_told_why_they_cannot_leave(reader_browser: Client, reader: User) -> None:
    mine = MembershipFactory(user=reader)
    path = f"/en/accounts/organisations/{mine.organisation_id}/members/{mine.pk}/remove/"
    page = reader_browser.post(path, follow=True).content.decode()
    assert "left without an owner" in page
    assert Membership.objects.filter(pk=mine.pk).exists()


def test_page_of_an_organisation_asks_the_database_a_constant_number_of_times(
    reader_browser: Client, reader: User, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    organisation = MembershipFactory(user=reader).organisation
    path = f"/en/accounts/organisations/{organisation.pk}/"
    reader_browser.get(path)
    MembershipFactory.create_batch(12, organisation=organisation, role=Role.MEMBER)
    with django_assert_max_num_queries(15):
        reader_browser.get(path)

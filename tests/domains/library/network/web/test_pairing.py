"""A device on its way to a reading room, and invitations to posts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from shanyraq.domains.library.network.models import Library, PairedDevice, PairingRequest, StaffPost
from shanyraq.domains.library.network.web.rooms import PAIRING_COOKIE
from shanyraq.domains.library.network.web.visitors import DEVICE_COOKIE
from tests.factories.accounts import UserFactory, newest_letter
from tests.factories.library import MemberBranchFactory, PostFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/library/reading-room/device/"


def test_device_shows_a_code_is_confirmed_and_paired(head_browser: Callable[[Library], Client]) -> None:
    branch, device = MemberBranchFactory(), Client()
    head = head_browser(branch.library)
    device.post(PAGE)
    assert device.cookies[PAIRING_COOKIE]["httponly"]
    page = device.get(PAGE).content.decode()
    code = re.search(r'translate="no">([0-9A-Z]{4} [0-9A-Z]{4})</p>', page)
    assert code
    device.post(PAGE)
    assert not PairedDevice.objects.exists()
    rooms = f"/en/library/staff/members/{branch.library.code}/rooms/"
    wrong = head.post(rooms, {"do": "pair", "code": "0000 0000", "branch": branch.pk, "name": "Table"})
    assert wrong.context["pairing_form"].errors.keys() == {"code"}
    head.post(rooms, {"do": "pair", "code": code[1].lower(), "branch": branch.pk, "name": "Table"})
    device.post(PAGE)
    assert (PairedDevice.objects.get().name, PairingRequest.objects.count()) == ("Table", 0)
    assert device.cookies[DEVICE_COOKIE]["httponly"]
    assert str(branch.library.name["en"]) in device.get(PAGE).content.decode()
    head.post(rooms, {"do": "revoke", "number": PairedDevice.objects.get().pk})
    assert "Show a code" in device.get(PAGE).content.decode()


def test_branch_of_another_library_cannot_be_named(head_browser: Callable[[Library], Client]) -> None:
    own, other = MemberBranchFactory(), MemberBranchFactory()
    Client().post(PAGE)
    code = PairingRequest.objects.get().code
    rooms = f"/en/library/staff/members/{own.library.code}/rooms/"
    page = head_browser(own.library).post(
        rooms, {"do": "pair", "code": code, "branch": other.pk, "name": "x"}
    )
    assert page.context["pairing_form"].errors.keys() == {"branch"}
    assert PairingRequest.objects.get().branch is None


@pytest.mark.parametrize("secret", ["", "made up", "\\udcff", "x" * 5000])
def test_made_up_secrets_get_nothing(secret: str) -> None:
    device = Client()
    device.cookies[PAIRING_COOKIE] = secret
    assert device.get(PAGE).status_code == 200
    assert device.post(PAGE).status_code == 302
    assert not PairedDevice.objects.exists()


def test_invitation_is_seen_first_and_accepted_by_post(head_browser: Callable[[Library], Client]) -> None:
    library = MemberBranchFactory().library
    people = f"/en/library/staff/members/{library.code}/people/"
    head_browser(library).post(people, {"email": "new@example.kz", "role": "cataloguer"})
    link = re.search(r"/\w+(/library/invitations/[\w-]+/)", newest_letter().body_text)
    assert link
    guest = Client()
    assert guest.get(f"/en{link[1]}").status_code == 302
    stranger = Client()
    stranger.force_login(UserFactory())
    stranger.post(f"/en{link[1]}")
    guest.force_login(UserFactory(email="new@example.kz"))
    assert guest.get(f"/en{link[1]}")["Referrer-Policy"] == "no-referrer"
    assert not StaffPost.objects.filter(role="cataloguer").exists()
    guest.post(f"/en{link[1]}")
    assert StaffPost.objects.get(role="cataloguer").user.email == "new@example.kz"
    assert guest.get(f"/en{link[1]}").status_code == 404


def test_made_up_invitations_do_not_exist(one_factor: None) -> None:
    browser = Client()
    browser.force_login(PostFactory().user)
    assert browser.get("/en/library/invitations/made-up/").status_code == 404

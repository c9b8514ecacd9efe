"""The door that rooms put before their staff's pages."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shanyraq.platform.accounts.web.doors import account_door, staff_door
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@staff_door(lambda user: user.first_name == "Keeper")
def room(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("the room")


def knock(user: object) -> HttpRequest:
    request = RequestFactory().get("/room/")
    request.user = user
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_who_is_not_signed_in_is_asked_to() -> None:
    answer = room(knock(AnonymousUser()))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_who_may_not_enter_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        room(knock(UserFactory()))


def test_second_factor_is_asked_for_where_the_house_wants_it(settings) -> None:
    keeper = UserFactory(first_name="Keeper")
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    assert room(knock(keeper)).content == b"the room"
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    assert room(knock(keeper)).status_code == 302
    Authenticator.objects.create(user=keeper, type=Authenticator.Type.TOTP, data={"secret": "x"})
    answer = room(knock(keeper))
    assert answer.content == b"the room"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/desk/?page=2", "/desk/?page=2"),
        ("http://evil.example/desk/", "/room/"),
        ("", "/room/"),
    ],
)
def test_after_a_form_one_comes_back_to_its_page(came_from: str, back: str) -> None:
    request = RequestFactory().post("/room/", headers={"Referer": came_from})
    request.user = AnonymousUser()
    request.session = {}
    request._messages = FallbackStorage(request)
    assert parse_qs(urlsplit(account_door(room)(request)["Location"]).query) == {"next": [back]}
    assert len(list(request._messages)) == 1

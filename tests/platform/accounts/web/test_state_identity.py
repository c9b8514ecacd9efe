"""Signing in through the state's identity provider, played by the test provider, and attacks on it."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.sessions.models import Session
from django.test import Client

from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.allauth_parts.state_identity import StateIdentityAdapter
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.accounts.queries.persons import reveal_iin
from shanyraq.platform.accounts.test_provider import grants
from shanyraq.platform.accounts.test_provider.persons import PERSONS
from shanyraq.platform.notifications.models import Message
from tests.factories.accounts import AT, UserFactory, identity, newest_letter, signed_in

pytestmark = pytest.mark.django_db
AIGUL, YERLAN, NIKOLAI = PERSONS["p-1001"], PERSONS["p-1002"], PERSONS["p-1004"]
CALLBACK = "/identity/callback/"


def leave(client: Client, **sent: str) -> dict[str, str]:
    """Go to the provider; what was asked of it."""
    response = client.post("/en/accounts/identity/leave/", sent)
    assert response.status_code == 302, response.content
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}


def allow(asked: dict[str, str], person: str = AIGUL.key) -> str:
    """Choose a person at the provider; the address it sends back to."""
    response = Client().post("/test-identity/authorize", {**asked, "person": person})
    parts = urlsplit(response["Location"])
    return f"{parts.path}?{parts.query}"


def come_back(client: Client, person: str = AIGUL.key, **sent: str) -> Any:
    return client.get(allow(leave(client, **sent), person))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_leaving_asks_with_pkce_state_and_nonce(client: Client) -> None:
    asked = leave(client)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/identity/callback/"
    assert set(asked["scope"].split()) == {"openid", "profile", "email", "iin"}
    assert asked["ui_locales"] == "en"
    assert len(asked["nonce"]) >= 32
    assert asked["nonce"] != leave(client)["nonce"]


def test_leaving_is_by_post_alone(client: Client) -> None:
    assert client.get("/en/accounts/identity/leave/").status_code == 405


def test_visitor_cannot_add_parameters(client: Client) -> None:
    response = client.post("/en/accounts/identity/leave/?auth_params=nonce%3Dmine&scope=admin")
    asked = parse_qs(urlsplit(response["Location"]).query)
    assert asked["nonce"] != ["mine"]
    assert "admin" not in asked["scope"][0]


def test_new_person_gets_an_account_after_confirming_the_address(client: Client, last_code: Any) -> None:
    response = come_back(client)
    assert response["Location"] == "/en/accounts/confirm-email/"
    assert not is_signed_in(client)
    client.post("/en/accounts/confirm-email/", {"code": last_code()})
    assert is_signed_in(client)
    person = Person.objects.get()
    assert (person.user, person.full_name) == (User.objects.get(email=AIGUL.email), AIGUL.full_name)
    assert reveal_iin(person) == AIGUL.iin


def test_person_without_address_is_asked_for_one(client: Client, last_code: Any) -> None:
    response = come_back(client, NIKOLAI.key)
    assert response["Location"] == "/en/accounts/identity/signup/"
    page = client.get(response["Location"]).content.decode()
    assert NIKOLAI.iin not in page
    client.post("/en/accounts/identity/signup/", {"email": "nikolai@example.kz"})
    client.post("/en/accounts/confirm-email/", {"code": last_code()})
    assert is_signed_in(client)
    assert Person.objects.get().user == User.objects.get(email="nikolai@example.kz")


def test_number_lies_nowhere_in_clear(client: Client) -> None:
    come_back(client, NIKOLAI.key)
    stored = [str(session.get_decoded()) for session in Session.objects.all()]
    client.post("/en/accounts/identity/signup/", {"email": "nikolai@example.kz"})
    stored += [
        str(row)
        for row in (*SocialAccount.objects.values(), *Person.objects.values(), *User.objects.values())
    ]
    stored += [str(row) for row in Message.objects.values()]
    assert stored
    assert not [text for text in stored if NIKOLAI.iin in text]
    assert SocialAccount.objects.get().extra_data == {"sub": NIKOLAI.key}


def test_known_person_signs_in(client: Client) -> None:
    user = UserFactory()
    come_back(signed_in(user), process="connect")
    response = come_back(client)
    assert response["Location"] == "/en/accounts/profile/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_connecting_confirms_the_account() -> None:
    user = UserFactory()
    response = come_back(signed_in(user), process="connect")
    assert response["Location"] == "/en/accounts/identity/"
    assert Person.objects.get().user == user
    assert newest_letter().subject == "Your state identity was connected"


def test_connecting_asks_for_the_password_first() -> None:
    user = UserFactory()
    browser = Client()
    browser.force_login(user)
    assert come_back(browser, process="connect")["Location"] == "/en/accounts/reauthenticate/"
    assert not Person.objects.exists()
    browser.post("/en/accounts/reauthenticate/", {"password": "five unusual words of steppe"})
    assert Person.objects.get().user == user


def test_person_of_another_account_cannot_be_connected() -> None:
    owner = UserFactory()
    link_person(user=owner, identity=identity(AIGUL.iin), at=AT)
    thief = UserFactory()
    come_back(signed_in(thief), process="connect")
    assert Person.objects.get().user == owner
    assert not SocialAccount.objects.filter(user=thief).exists()


def test_account_of_one_person_cannot_become_another() -> None:
    user = UserFactory()
    link_person(user=user, identity=identity(YERLAN.iin), at=AT)
    come_back(signed_in(user), process="connect")
    assert reveal_iin(Person.objects.get()) == YERLAN.iin
    assert not SocialAccount.objects.exists()


def test_person_whose_subject_changed_comes_to_their_account(client: Client) -> None:
    user = UserFactory()
    link_person(user=user, identity=identity(AIGUL.iin), at=AT)
    come_back(client)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_address_of_an_existing_account_gives_no_way_in(client: Client) -> None:
    UserFactory(email=AIGUL.email)
    response = come_back(client)
    assert response["Location"] == "/en/accounts/confirm-email/"
    assert newest_letter().subject == "You already have an account"
    assert not is_signed_in(client)
    assert not Person.objects.exists()


def test_address_of_the_provider_is_not_taken_as_confirmed(client: Client) -> None:
    come_back(client)
    assert not EmailAddress.objects.get().verified


def test_second_factor_is_asked_after_the_provider_too(client: Client) -> None:
    user = UserFactory()
    come_back(signed_in(user), process="connect")
    TOTP.activate(user, generate_totp_secret())
    assert come_back(client)["Location"] == "/en/accounts/second-factor/authenticate/"
    assert not is_signed_in(client)


def test_refusing_at_the_provider_changes_nothing(client: Client) -> None:
    response = come_back(client, "")
    assert response["Location"] == "/en/accounts/identity/login/cancelled/"
    assert not User.objects.exists()


def test_disconnecting_keeps_the_confirmation() -> None:
    user = UserFactory()
    browser = signed_in(user)
    come_back(browser, process="connect")
    browser.post("/en/accounts/identity/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    assert Person.objects.get().user == user


# --- attacks ---


def refused(response: Any) -> bool:
    return response.status_code == 401 and "Signing in did not work" in response.content.decode()


def test_answer_without_or_with_another_state_is_refused(client: Client) -> None:
    back = allow(leave(client))
    other = back.replace("state=", "state=x")
    assert refused(client.get(other, headers={"Accept-Language": "en"}))
    assert client.get(CALLBACK).status_code == 401
    assert not User.objects.exists()


def test_answer_in_another_browser_is_refused(client: Client) -> None:
    back = allow(leave(client))
    victim = Client(headers={"Accept-Language": "en"})
    assert refused(victim.get(back))
    assert not is_signed_in(victim)


def test_answer_works_once(client: Client) -> None:
    back = allow(leave(client))
    client.get(back)
    client.post("/en/accounts/logout/")
    assert refused(Client(headers={"Accept-Language": "en"}).get(back))


def test_stolen_code_is_useless_in_another_session(client: Client) -> None:
    stolen = parse_qs(urlsplit(allow(leave(client))).query)["code"][0]
    thief = Client()
    state = leave(thief)["state"]
    assert refused(thief.get(CALLBACK, {"code": stolen, "state": state}))
    assert not User.objects.exists()


def forged(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Let the provider's answers pass through ``change(path, response)``."""
    original = StateIdentityAdapter.get_requests_session

    def session(self: StateIdentityAdapter) -> requests.Session:
        made = original(self)
        send = made.send

        def changed(request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
            response = send(request, **kwargs)
            data = change(urlsplit(request.url).path.rpartition("/")[2], json.loads(response.content))
            response._content = json.dumps(data).encode()
            return response

        made.send = changed
        return made

    monkeypatch.setattr(StateIdentityAdapter, "get_requests_session", session)


def resigned(token: str, *, key: Any = None, algorithm: str = "RS256", **claims: Any) -> str:
    present = jwt.decode(token, options={"verify_signature": False})
    headers = {"kid": grants.key_id(grants.signing_key())}
    content = {name: value for name, value in {**present, **claims}.items() if value is not None}
    return jwt.encode(content, key or grants.signing_key(), algorithm=algorithm, headers=headers)


def other_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: jwt.encode(
            jwt.decode(token, options={"verify_signature": False}), "", algorithm="none"
        ),
        lambda token: resigned(token, key=other_key()),
        lambda token: resigned(token, key="0" * 64, algorithm="HS256"),
        lambda token: resigned(token, nonce="another"),
        lambda token: resigned(token, nonce=None),
        lambda token: resigned(token, aud="another"),
        lambda token: resigned(token, aud=["shanyraq", "another"]),
        lambda token: resigned(token, azp="another"),
        lambda token: resigned(token, iss="https://evil.example"),
        lambda token: resigned(token, exp=1_700_000_000, iat=1_699_999_000),
        lambda token: resigned(token, sub="p-1002"),
        lambda token: resigned(token, exp=None),
        lambda token: token[:-6] + "AAAAAA",
        lambda _token: "no token",
        lambda _token: None,
    ],
    ids=[
        "alg none", "other key", "alg HS256", "other nonce", "no nonce", "other audience",
        "two audiences", "other party", "other issuer", "expired", "other subject", "no expiry",
        "cut signature", "rubbish", "missing",
    ],
)  # fmt: skip  # names of cases read in lines
def test_forged_id_token_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch, forge: Any) -> None:
    def change(path: str, data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "id_token": forge(data["id_token"])} if path == "token" else data

    forged(monkeypatch, change)
    assert refused(come_back(client))
    assert not User.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("iin", ["", "830514400123", "not a number", None, 830514400122.5])
def test_person_without_a_valid_number_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch, iin: object, caplog: pytest.LogCaptureFixture
) -> None:
    forged(monkeypatch, lambda path, data: {**data, "iin": iin} if path == "userinfo" else data)
    assert refused(come_back(client))
    assert not User.objects.exists()
    assert "830514400" not in caplog.text


@pytest.mark.parametrize("answer", [[], "text", None, {}, {"sub": ["p-1001"]}])
def test_senseless_userinfo_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    forged(monkeypatch, lambda path, data: answer if path == "userinfo" else data)
    assert refused(come_back(client))


@pytest.mark.parametrize("keys", [[], {}, {"keys": None}, {"keys": [1]}, {"keys": [{"kid": None}]}])
def test_senseless_keys_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch, keys: Any) -> None:
    forged(monkeypatch, lambda path, data: keys if path == "keys" else data)
    assert refused(come_back(client))


def test_provider_that_speaks_for_another_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(path: str, data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "issuer": "https://evil.example"} if path == "openid-configuration" else data

    forged(monkeypatch, change)
    assert refused(client.post("/en/accounts/identity/leave/"))


def test_provider_out_of_reach_gives_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise requests.ConnectionError("down")

    monkeypatch.setattr(requests.Session, "send", fail)
    assert refused(client.post("/en/accounts/identity/leave/"))


def test_next_leads_only_home(client: Client) -> None:
    user = UserFactory()
    come_back(signed_in(user), process="connect")
    assert come_back(client, next="https://evil.example/")["Location"] == "/en/accounts/profile/"


def test_door_is_limited(client: Client) -> None:
    codes = [client.post("/en/accounts/identity/leave/").status_code for _attempt in range(21)]
    assert codes == [302] * 20 + [429]
